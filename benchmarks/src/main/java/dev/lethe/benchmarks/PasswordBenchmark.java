package dev.lethe.benchmarks;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// How long others take to sign in while two hundred wrong passwords a second come for one account. Asked at account-service
/// itself: the gateway would let a few of them through.
final class PasswordBenchmark implements Benchmarks.Benchmark {

    private static final String QUIET = "nobody else";
    private static final String FLOOD = "beside 200 wrong passwords a second";
    private static final int A_SECOND = 200;
    private static final int PEOPLE = 150;
    private static final int AT_ONCE = 20;

    private final HttpClient http = HttpClient.newHttpClient();

    @Override
    public void run(Plan plan) throws Exception {
        var report = new Report("passwords", "Signing in while somebody guesses another's password", Sample.P99, plan);
        var results = new Results();
        try (var rig = Rig.start()) {
            var crowd = Crowd.of(PEOPLE, rig);
            var victim = crowd.signIn("+4915130000001");
            victim.account().setPassword("brown heron on the bank", null, null);
            var signIns = new SignIns(rig);
            signIns.all(PEOPLE);
            for (var run = 1; run <= plan.runs(); run++) {
                results.add(sample(QUIET, run, signIns.all(PEOPLE).milliseconds(), 0, 0));
                forgetTries(rig);
                var answered = new LongAdder();
                var judged = new LongAdder();
                var begin = System.nanoTime();
                double[] latencies;
                try (var flood = flood(rig, victim.accessToken(), answered, judged)) {
                    latencies = signIns.all(PEOPLE).milliseconds();
                    flood.shutdownNow();
                }
                results.add(sample(FLOOD, run, latencies, answered.sum() * 1e9 / (System.nanoTime() - begin),
                        (double) judged.sum()));
            }
        }
        report.hold("p99, of that without the flood", results.ratio(Sample.P99, FLOOD, QUIET), "≤ 2");
        report.write(results);
    }

    private static Sample sample(String contender, int run, double[] milliseconds, double guesses, double judged) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(Sample.P50, Sample.at(milliseconds, 0.5));
        figures.put(Sample.P99, Sample.at(milliseconds, 0.99));
        figures.put("guesses per second", guesses);
        figures.put("guesses hashed", judged);
        return new Sample(contender, run, figures);
    }

    private ScheduledExecutorService flood(Rig rig, String token, LongAdder answered, LongAdder judged) {
        var threads = Executors.newScheduledThreadPool(AT_ONCE);
        var _ = threads.scheduleAtFixedRate(() -> guess(rig, token, answered, judged), 0, 1_000_000 / A_SECOND,
                TimeUnit.MICROSECONDS);
        return threads;
    }

    private void guess(Rig rig, String token, LongAdder answered, LongAdder judged) {
        var request = HttpRequest.newBuilder(SignIns.address(rig, "/v1/account/password/removal"))
                .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"password\":\"blue heron on the river\"}")).build();
        var _ = http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).thenAccept(answer -> {
            answered.increment();
            if (answer.statusCode() == 403) {
                judged.increment();
            }
        });
    }

    private static void forgetTries(Rig rig) throws SQLException {
        try (var connection = rig.database("account"); var statement = connection.createStatement()) {
            statement.execute("delete from password_try");
        }
    }
}
