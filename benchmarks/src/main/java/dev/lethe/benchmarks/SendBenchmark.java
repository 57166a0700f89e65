package dev.lethe.benchmarks;

import java.net.URI;
import java.time.Duration;

import dev.lethe.benchmarks.Load.Outcome;

/// Texts between random people: at the service's own port, through the gateway, and beside others.
final class SendBenchmark implements Benchmarks.Benchmark {

    static final String SERVICE = "Lethe, at the service";
    static final String GATEWAY = "Lethe, through the gateway";
    private static final int PEOPLE = 500;
    private static final String CPU_OF_BOTH = Sample.CPU + "service and PostgreSQL";

    @Override
    public void run(Plan plan) throws Exception {
        var report = new Report("send", "Sends", Sample.PER_SECOND, plan);
        var results = new Results();
        var peers = Peers.fromEnvironment();
        try (var rig = Rig.start()) {
            var crowd = Crowd.of(PEOPLE, rig);
            var load = Load.sending(crowd.file());
            rig.warmUp(load, rig.service(), Duration.ofSeconds(90));
            rig.warmUp(load, rig.gateway(), Duration.ofSeconds(60));
            for (var run = 1; run <= plan.runs(); run++) {
                crowd.renew();
                results.add(sample(SERVICE, run, rig, load, rig.service(), plan));
                results.add(sample(GATEWAY, run, rig, load, rig.gateway(), plan));
                if (peers.isPresent()) {
                    results.add(peers.get().send(plan, run));
                    results.add(peers.get().raw(plan, run));
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

    private static Sample sample(String name, int run, Rig rig, Load load, URI at, Plan plan) throws Exception {
        rig.warmUp(load, at, Duration.ofSeconds(3));
        rig.empty();
        var cpu = rig.meter().read();
        var outcome = load.run(at, plan.duration());
        var used = rig.cpuOf(cpu);
        requireRows(outcome, texts(rig), load.connections());
        var sample = Sample.of(name, run, outcome, used);
        sample.figures()
                .put(CPU_OF_BOTH, sample.figures().getOrDefault(Sample.CPU + Rig.SERVICE, 0.0)
                        + sample.figures().getOrDefault(Sample.CPU + Rig.POSTGRES, 0.0));
        return sample;
    }

    private static long texts(Rig rig) throws Exception {
        return rig.count("select count(*) from message where kind = 'text'");
    }

    /// Each answered send has two rows. The last on each connection may be committed and no longer be answered.
    private static void requireRows(Outcome outcome, long rows, int connections) {
        if (rows < 2 * outcome.answered() || rows > 2 * (outcome.answered() + connections + outcome.failed())) {
            throw new IllegalStateException(outcome.answered() + " sends were answered and left " + rows + " rows");
        }
    }

    private static void hold(Report report, Results results) {
        report.hold("sends at the service, of ejabberd's", results.ratio(Sample.PER_SECOND, SERVICE, Peers.EJABBERD),
                "≥ 4 (6)");
        report.hold("sends through the gateway, of ejabberd's",
                results.ratio(Sample.PER_SECOND, GATEWAY, Peers.EJABBERD), "≥ 1.5 (3)");
        report.hold("sends at the service, of raw PostgreSQL's", results.ratio(Sample.PER_SECOND, SERVICE, Peers.RAW),
                "≥ 0.8 (1.2)");
        report.hold("service and PostgreSQL, ms of CPU a message", results.median(SERVICE, CPU_OF_BOTH),
                "≤ 0.45 (0.3)");
        report.hold("gateway, ms of CPU a message", results.median(GATEWAY, Sample.CPU + Rig.GATEWAY),
                "≤ 0.3 (0.12)");
    }
}
