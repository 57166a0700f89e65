package dev.lethe.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What `benchmarks/run` runs.
public final class Benchmarks {

    private record Named(Plan usual, Benchmark benchmark) {}

    private static final Map<String, Named> ALL = all();

    private Benchmarks() {
    }

    private static Map<String, Named> all() {
        var all = new LinkedHashMap<String, Named>();
        all.put("send", new Named(plan(20, 3), new SendBenchmark()));
        all.put("gateway", new Named(plan(20, 3), new GatewayBenchmark()));
        all.put("group", new Named(plan(20, 3), new GroupBenchmark()));
        all.put("delivery", new Named(plan(15, 3), new DeliveryBenchmark()));
        all.put("history", new Named(plan(8, 3), new HistoryBenchmark()));
        all.put("search", new Named(plan(10, 3), new SearchBenchmark()));
        all.put("everyday", new Named(plan(30, 3), new EverydayBenchmark()));
        all.put("erasure", new Named(plan(60, 3), new ErasureBenchmark()));
        all.put("sweep", new Named(plan(120, 3), new SweepBenchmark()));
        all.put("ledger", new Named(plan(1, 3), new LedgerBenchmark()));
        all.put("files", new Named(plan(10, 3), new FilesBenchmark()));
        all.put("sign-in", new Named(plan(10, 3), new SignInBenchmark()));
        all.put("passwords", new Named(plan(1, 3), new PasswordBenchmark()));
        all.put("profile", new Named(plan(30, 1), new ProfileBenchmark()));
        all.put("open-end", new Named(plan(3600, 1), new OpenEnd()));
        return all;
    }

    private static Plan plan(int seconds, int runs) {
        return new Plan(Duration.ofSeconds(seconds), runs);
    }

    public static void main(String[] arguments) throws Exception {
        var named = arguments.length == 0 ? null : ALL.get(arguments[0]);
        if (named == null) {
            System.err.println("usage: benchmarks/run " + String.join("|", ALL.keySet()) + " [seconds] [runs]");
            System.exit(2);
            return;
        }
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        named.benchmark().run(Plan.of(rest, named.usual()));
        System.exit(0);
    }

    /// One of them.
    interface Benchmark {
        void run(Plan plan) throws Exception;
    }
}
