package dev.lethe.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import tools.jackson.databind.json.JsonMapper;

import dev.lethe.client.Lethe;

/// How long others take to sign in while two hundred wrong passwords a second come for one account. Asked at account-service
/// itself: the gateway would let a few of them through.
final class PasswordBenchmark implements Benchmarks.Benchmark {

    private static final String QUIET = "nobody else";
    private static final String FLOOD = "beside 200 wrong passwords a second";
    private static final int A_SECOND = 200;
    private static final int PEOPLE = 150;
    private static final int AT_ONCE = 20;

    private record Code(String requestId, String code) {}

    private final HttpClient http = HttpClient.newHttpClient();

    @Override
    public void run(Plan plan) throws Exception {
        var report = new Report("passwords", "Signing in while somebody guesses another's password", Sample.P99, plan);
        var results = new Results();
        try (var rig = Rig.start()) {
            var crowd = Crowd.of(PEOPLE, rig);
            var victim = crowd.signIn("+4915130000001");
            victim.account().setPassword("brown heron on the bank", null, null);
            signIns(rig);
            for (var run = 1; run <= plan.runs(); run++) {
                results.add(sample(QUIET, run, signIns(rig), 0, 0));
                forgetTries(rig);
                var answered = new LongAdder();
                var judged = new LongAdder();
                var begin = System.nanoTime();
                double[] latencies;
                try (var flood = flood(rig, victim.accessToken(), answered, judged)) {
                    latencies = signIns(rig);
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
        Arrays.sort(milliseconds);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(Sample.P50, at(milliseconds, 0.5));
        figures.put(Sample.P99, at(milliseconds, 0.99));
        figures.put("guesses per second", guesses);
        figures.put("guesses hashed", judged);
        return new Sample(contender, run, figures);
    }

    private static double at(double[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
    }

    private ScheduledExecutorService flood(Rig rig, String token, LongAdder answered, LongAdder judged) {
        var threads = Executors.newScheduledThreadPool(AT_ONCE);
        var _ = threads.scheduleAtFixedRate(() -> guess(rig, token, answered, judged), 0, 1_000_000 / A_SECOND,
                TimeUnit.MICROSECONDS);
        return threads;
    }

    private void guess(Rig rig, String token, LongAdder answered, LongAdder judged) {
        var request = HttpRequest.newBuilder(address(rig, "/v1/account/password/removal"))
                .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"password\":\"blue heron on the river\"}")).build();
        var _ = http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).thenAccept(answer -> {
            answered.increment();
            if (answer.statusCode() == 403) {
                judged.increment();
            }
        });
    }

    /// Milliseconds from the right code to the session, for everybody.
    private double[] signIns(Rig rig) throws Exception {
        passAMinute(rig);
        List<Callable<Code>> asking = new ArrayList<>();
        for (var i = 0; i < PEOPLE; i++) {
            var number = "+4915120%06d".formatted(i);
            asking.add(() -> code(rig, number));
        }
        List<Callable<Double>> entering = new ArrayList<>();
        for (var code : inParallel(asking)) {
            entering.add(() -> enter(rig, code));
        }
        return inParallel(entering).stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Code code(Rig rig, String number) throws InterruptedException {
        var inbox = rig.suite().smsInbox();
        var before = inbox.messagesTo(number).size();
        var request = Lethe.at(rig.gateway()).requestCodeByText(number);
        while (inbox.messagesTo(number).size() == before) {
            Thread.sleep(10);
        }
        var text = inbox.messagesTo(number).getLast().text();
        return new Code(request.requestId(), text.replaceAll("(?s).*?\\b(\\d{6})\\b.*", "$1"));
    }

    private double enter(Rig rig, Code code) throws IOException, InterruptedException {
        var body = JsonMapper.shared().writeValueAsString(
                Map.of("requestId", code.requestId(), "code", code.code(), "deviceName", "bench"));
        var request = HttpRequest.newBuilder(address(rig, "/v1/sign-in/sessions"))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build();
        var begin = System.nanoTime();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("a sign-in was answered " + answer.statusCode());
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    private static URI address(Rig rig, String path) {
        return rig.suite().address("account-service").resolve(path);
    }

    private static void passAMinute(Rig rig) throws SQLException {
        execute(rig, "delete from sign_in_code");
    }

    private static void forgetTries(Rig rig) throws SQLException {
        execute(rig, "delete from password_try");
    }

    private static void execute(Rig rig, String sql) throws SQLException {
        try (var connection = rig.database("account"); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static <T> List<T> inParallel(List<Callable<T>> calls) throws Exception {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
