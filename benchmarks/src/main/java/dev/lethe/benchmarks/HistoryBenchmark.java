package dev.lethe.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The newest page of 50 of a chat, at one connection, in mailboxes of different sizes.
final class HistoryBenchmark implements Benchmarks.Benchmark {

    private static final int PAGE = 50;

    /// @param peerStage the peers' word for the same size, empty when they have none
    private record Size(String name, long messages, String peerStage) {
        String peer() {
            return "ejabberd, " + name;
        }

        String own() {
            return "Lethe, " + name;
        }
    }

    private static final List<Size> SIZES = List.of(new Size("10,000", 10_000, "small"),
            new Size("1,000,000", 1_000_000, "conv1m"), new Size("10,000,000", 10_000_000, ""));

    @Override
    public void run(Plan plan) throws Exception {
        var report = new Report("history", "The newest page of 50", Sample.P99, plan);
        var results = new Results();
        var peers = Peers.fromEnvironment();
        try (var rig = Rig.start()) {
            var crowd = Crowd.of(2 * SIZES.size(), rig);
            fill(rig, crowd);
            rig.warmUp(page(crowd, 0, 32), rig.service(), Duration.ofSeconds(15));
            for (var run = 1; run <= plan.runs(); run++) {
                crowd.renew();
                for (var size : SIZES) {
                    var load = page(crowd, SIZES.indexOf(size), 1);
                    rig.warmUp(load, rig.service(), Duration.ofSeconds(2));
                    var cpu = rig.meter().read();
                    var outcome = load.run(rig.service(), plan.duration());
                    results.add(Sample.of(size.own(), run, outcome, rig.cpuOf(cpu)));
                    if (peers.isPresent() && !size.peerStage().isEmpty()) {
                        results.add(peers.get().page(plan, run, size.peerStage(), size.peer()));
                    }
                }
            }
        } finally {
            if (peers.isPresent()) {
                peers.get().close();
            }
        }
        hold(report, results);
        report.write(results);
    }

    private static void fill(Rig rig, Crowd crowd) throws Exception {
        for (var size : SIZES) {
            System.out.println("Filling a mailbox with " + size.name() + " messages");
            var reader = SIZES.indexOf(size);
            var partner = crowd.ids().get(reader + SIZES.size());
            var load = new Load("send.lua", 1,
                    Map.of("PEOPLE", crowd.fileOf(reader).toString(), "GROUP", partner.toString()));
            // a page is read as a whole, and what is filled in does not open
            while (messages(rig, crowd.ids().get(reader)) < 2 * PAGE) {
                if (load.run(rig.service(), Duration.ofSeconds(2)).answered() == 0) {
                    throw new IllegalStateException("nothing was sent");
                }
            }
            Filling.history(rig, crowd.ids().get(reader), size.messages());
        }
        rig.execute("vacuum (analyze) message", "checkpoint");
    }

    private static long messages(Rig rig, UUID owner) throws SQLException {
        return rig.count("select count(*) from message where owner_id = '" + owner + "'");
    }

    private static Load page(Crowd crowd, int reader, int connections) throws IOException {
        Path person = crowd.fileOf(reader);
        return Load.reading(person, "/v1/chats/" + crowd.ids().get(reader + SIZES.size()) + "/messages?limit=" + PAGE,
                connections);
    }

    private static void hold(Report report, Results results) {
        var small = SIZES.getFirst();
        for (var size : SIZES) {
            report.hold("p99 with " + size.name() + ", of ejabberd's",
                    results.ratio(Sample.P99, size.own(), size.peer()), "≤ 0.5 (0.2)");
            if (!size.equals(small)) {
                report.hold("p99 with " + size.name() + ", of that with " + small.name(),
                        results.ratio(Sample.P99, size.own(), small.own()), "≤ 1.3 (1.1)");
            }
        }
    }
}
