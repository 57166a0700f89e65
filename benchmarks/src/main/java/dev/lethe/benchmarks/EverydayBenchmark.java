package dev.lethe.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A mix of what people do, through the gateway, at rates that do not depend on the answers: one that the machine bears,
/// and five times that. The limits of a person or an address are out of the way, so what turns people away is load alone.
final class EverydayBenchmark implements Benchmarks.Benchmark {

    private static final int PEOPLE = 200;
    /// Each makes 3.2 requests.
    private static final double PER_SECOND = 100;
    private static final int TOO_MUCH = 5;
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final String REFUSED = "refused";
    private static final String AFTERWARDS = " afterwards";
    private static final List<String> CALLS = List.of(EverydaySimulation.SEND, EverydaySimulation.PAGE,
            EverydaySimulation.LIST, EverydaySimulation.SEARCH);

    @Override
    public void run(Plan plan) throws Exception {
        var report = new Report("everyday", "A mix of what people do", Sample.P99, plan);
        var results = new Results();
        try (var rig = Rig.start()) {
            var crowd = Crowd.of(PEOPLE, rig);
            new EverydayLoad(rig.gateway(), crowd, PER_SECOND, WARM_UP).run();
            for (var run = 1; run <= plan.runs(); run++) {
                requireAll(measure(rig, crowd, run, plan, PER_SECOND, "", results));
                measure(rig, crowd, run, plan, PER_SECOND * TOO_MUCH, " at five times the rate", results);
                // those who were turned away are no burden any more
                requireAll(measure(rig, crowd, run, plan, PER_SECOND, AFTERWARDS, results));
            }
        }
        for (var name : CALLS) {
            report.hold("p99 of a " + name + " afterwards, of that before",
                    results.ratio(Sample.P99, name + AFTERWARDS, name), "≤ 2 (1.2)");
        }
        report.write(results);
    }

    private static void requireAll(EverydayLoad load) {
        if (load.failed() + load.refused() > 0) {
            throw new IllegalStateException(load.failures() + " failed and " + load.refused() + " were refused");
        }
    }

    private static EverydayLoad measure(Rig rig, Crowd crowd, int run, Plan plan, double perSecond, String how,
            Results results) throws Exception {
        crowd.renew();
        rig.settle();
        var load = new EverydayLoad(rig.gateway(), crowd, perSecond, plan.duration()).run();
        for (var name : CALLS) {
            var millis = load.millis(name);
            if (millis.length == 0) {
                throw new IllegalStateException("no " + name + " was answered");
            }
            results.add(
                    new Sample(name + how, run, Sample.latencies(millis.length / (double) plan.duration().toSeconds(),
                            part(millis, 0.5), part(millis, 0.95), part(millis, 0.99))));
        }
        if (load.failed() > 0) {
            System.out.println("  failed: " + load.failures());
        }
        results.add(new Sample("all" + how, run,
                Map.of(REFUSED, (double) load.refused(), Sample.FAILED, (double) load.failed())));
        return load;
    }

    private static double part(int[] sorted, double part) {
        return sorted[(int) ((sorted.length - 1) * part)];
    }
}
