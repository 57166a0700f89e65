package dev.lethe.benchmarks;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What everybody asks of account-service, asked at the service itself: to sign in with a code, twenty at a time, and new
/// tokens for old ones, as fast as they are answered.
final class SignInBenchmark implements Benchmarks.Benchmark {

    private static final String SIGN_IN = "signing in with a code";
    private static final String REFRESH = "refreshing tokens";
    private static final int PEOPLE = 150;
    private static final int CONNECTIONS = 16;
    /// Compilers have done most of their work after it.
    private static final Duration WARM_UP = Duration.ofSeconds(90);
    private static final Duration WARM_ROUND = Duration.ofSeconds(10);
    /// Each of the people signs in so many times a run, or the last percent of their times would be one or two.
    private static final int TIMES = 3;

    @Override
    public void run(Plan plan) throws Exception {
        var report = new Report("sign-in", "Signing in, and refreshing tokens", Sample.P99, plan);
        var results = new Results();
        try (var rig = Rig.start()) {
            Crowd.of(PEOPLE, rig);
            var signIns = new SignIns(rig);
            var meter = new CpuMeter(Map.of(SignIns.SERVICE, rig.pid(SignIns.SERVICE), Rig.POSTGRES,
                    rig.pid(Rig.POSTGRES)));
            warmUp(rig, signIns);
            for (var run = 1; run <= plan.runs(); run++) {
                results.add(new Sample(SIGN_IN, run, latencies(signIn(signIns))));
                var tokens = signIns.all(PEOPLE).refreshTokens();
                var before = meter.read();
                var refreshed = refresh(rig, tokens, plan.duration());
                var after = meter.read();
                if (refreshed.failed() > 0) {
                    throw new IllegalStateException(refreshed.failed() + " refreshes failed");
                }
                var figures = latencies(refreshed);
                after.forEach((process, seconds) -> figures.put(Sample.CPU + process,
                        (seconds - before.getOrDefault(process, 0.0)) * 1000 / refreshed.answered()));
                results.add(new Sample(REFRESH, run, figures));
            }
        }
        report.hold("p99 ms of signing in", results.median(SIGN_IN, Sample.P99), "≤ 60");
        report.hold("refreshes per second", results.median(REFRESH, Sample.PER_SECOND), "≥ 1500");
        report.write(results);
    }

    private static void warmUp(Rig rig, SignIns signIns) throws Exception {
        System.out.printf("Warming up for %d s%n", WARM_UP.toSeconds());
        var until = System.nanoTime() + WARM_UP.toNanos();
        while (System.nanoTime() < until) {
            refresh(rig, signIns.all(PEOPLE).refreshTokens(), WARM_ROUND);
        }
    }

    /// Milliseconds of each.
    private static double[] signIn(SignIns signIns) throws Exception {
        List<double[]> times = new ArrayList<>();
        for (var i = 0; i < TIMES; i++) {
            times.add(signIns.all(PEOPLE).milliseconds());
        }
        return times.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static Map<String, Double> latencies(Load.Outcome refreshed) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(Sample.P50, refreshed.p50());
        figures.put(Sample.P95, refreshed.p95());
        figures.put(Sample.P99, refreshed.p99());
        figures.put(Sample.PER_SECOND, refreshed.perSecond());
        return figures;
    }

    private static Map<String, Double> latencies(double[] milliseconds) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(Sample.P50, Sample.at(milliseconds, 0.5));
        figures.put(Sample.P95, Sample.at(milliseconds, 0.95));
        figures.put(Sample.P99, Sample.at(milliseconds, 0.99));
        return figures;
    }

    /// By wrk, which leaves the processors to the service; all is in one file of the owner's, which goes at once.
    private static Load.Outcome refresh(Rig rig, List<String> tokens, Duration time) throws Exception {
        var file = Files.createTempFile("lethe-tokens-", "", PosixFilePermissions
                .asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(file, tokens);
            return Load.refreshing(file, CONNECTIONS).run(SignIns.address(rig, "/"), time);
        } finally {
            Files.delete(file);
        }
    }
}
