package dev.lethe.benchmarks;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// From a send to its arrival on the receiver's live stream: 32 people send at half of what they could to 32 who listen.
final class DeliveryBenchmark implements Benchmarks.Benchmark {

    private static final String SERVICE = "Lethe at half load, at the service";
    private static final String GATEWAY = "Lethe at half load, through the gateway";
    private static final int PAIRS = 32;
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    @Override
    public void run(Plan plan) throws Exception {
        var report = new Report("delivery", "From send to arrival", Sample.P99, plan);
        var results = new Results();
        var peers = Peers.fromEnvironment();
        try (var rig = Rig.start()) {
            var crowd = Crowd.of(2 * PAIRS, rig);
            for (var at : List.of(rig.service(), rig.gateway())) {
                try (var deliveries = Deliveries.to(listeners(crowd), at)) {
                    deliveries.delays(senders(at, crowd).send(Double.POSITIVE_INFINITY, WARM_UP).answered());
                }
            }
            for (var run = 1; run <= plan.runs(); run++) {
                crowd.renew();
                results.add(sample(SERVICE, run, rig.service(), crowd, plan));
                results.add(sample(GATEWAY, run, rig.gateway(), crowd, plan));
                if (peers.isPresent()) {
                    results.add(peers.get().delivery(plan, run));
                }
            }
        } finally {
            if (peers.isPresent()) {
                peers.get().close();
            }
        }
        for (var figure : new String[] {Sample.P50, Sample.P99}) {
            report.hold(figure.replace(" ms", "") + " at the service, of ejabberd's at its full load",
                    results.ratio(figure, SERVICE, Peers.XMPP), "≤ 1 (0.25)");
            report.hold(figure.replace(" ms", "") + " through the gateway, of ejabberd's at its full load",
                    results.ratio(figure, GATEWAY, Peers.XMPP), "≤ 1 (0.25)");
        }
        report.write(results);
    }

    private static Sample sample(String name, int run, URI at, Crowd crowd, Plan plan) throws Exception {
        try (var deliveries = Deliveries.to(listeners(crowd), at)) {
            var senders = senders(at, crowd);
            var most = senders.send(Double.POSITIVE_INFINITY, Duration.ofSeconds(8));
            deliveries.delays(most.answered());
            deliveries.forget();
            var sent = senders.send(most.perSecond() / 2, plan.duration());
            var delays = deliveries.delays(sent.answered());
            return new Sample(name, run,
                    Sample.latencies(sent.perSecond(), part(delays, 0.5), part(delays, 0.95), part(delays, 0.99)));
        }
    }

    private static double part(double[] sorted, double part) {
        return sorted[(int) ((sorted.length - 1) * part)];
    }

    private static List<String> listeners(Crowd crowd) {
        return IntStream.range(PAIRS, 2 * PAIRS).mapToObj(crowd::access).toList();
    }

    private static PacedSenders senders(URI at, Crowd crowd) {
        return new PacedSenders(at, IntStream.range(0, PAIRS).mapToObj(crowd::access).toList(),
                crowd.ids().subList(PAIRS, 2 * PAIRS));
    }
}
