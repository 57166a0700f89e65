package dev.lethe.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import tools.jackson.databind.json.JsonMapper;

import dev.lethe.client.Lethe;

/// The people of a [Crowd] sign in once more, twenty at a time, at account-service itself.
final class SignIns {

    /// How long each took from the right code to the session, and their refresh tokens.
    record Entered(double[] milliseconds, List<String> refreshTokens) {}

    private record Code(String requestId, String code) {}

    private record Entry(double milliseconds, String refreshToken) {}

    static final String SERVICE = "account-service";
    private static final int AT_ONCE = 20;

    private final Rig rig;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.shared();

    SignIns(Rig rig) {
        this.rig = rig;
    }

    Entered all(int people) throws Exception {
        try (var connection = rig.database("account"); var statement = connection.createStatement()) {
            // as if a minute had passed
            statement.execute("delete from sign_in_code");
        }
        List<Callable<Code>> asking = new ArrayList<>();
        for (var i = 0; i < people; i++) {
            var number = "+4915120%06d".formatted(i);
            asking.add(() -> code(number));
        }
        List<Callable<Entry>> entering = new ArrayList<>();
        for (var code : inParallel(asking, AT_ONCE)) {
            entering.add(() -> enter(code));
        }
        var entries = inParallel(entering, AT_ONCE);
        return new Entered(entries.stream().mapToDouble(Entry::milliseconds).toArray(),
                entries.stream().map(Entry::refreshToken).toList());
    }

    private Code code(String number) throws InterruptedException {
        var inbox = rig.suite().smsInbox();
        var before = inbox.messagesTo(number).size();
        var request = Lethe.at(rig.gateway()).requestCodeByText(number);
        while (inbox.messagesTo(number).size() == before) {
            Thread.sleep(10);
        }
        var text = inbox.messagesTo(number).getLast().text();
        return new Code(request.requestId(), text.replaceAll("(?s).*?\\b(\\d{6})\\b.*", "$1"));
    }

    private Entry enter(Code code) throws IOException, InterruptedException {
        var begin = System.nanoTime();
        var token = post("/v1/sign-in/sessions",
                Map.of("requestId", code.requestId(), "code", code.code(), "deviceName", "bench"));
        return new Entry((System.nanoTime() - begin) / 1e6, token);
    }

    /// Asks again when told to, as clients do; that time counts, too.
    private String post(String path, Map<String, String> body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address(rig, path)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body))).build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        while (answer.statusCode() == 503) {
            System.out.println("  503 from " + path);
            Thread.sleep(1_000);
            answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        }
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(path + " was answered " + answer.statusCode());
        }
        return json.readTree(answer.body()).get("refreshToken").asString();
    }

    static URI address(Rig rig, String path) {
        return rig.suite().address(SERVICE).resolve(path);
    }

    static <T> List<T> inParallel(List<Callable<T>> calls, int atOnce) throws Exception {
        try (var threads = Executors.newFixedThreadPool(atOnce)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
