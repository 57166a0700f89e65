package dev.lethe.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

import dev.lethe.test.TestClock;

/// Makes people with unused numbers, and speaks HTTP for them.
@Component
public class People {

    private static final AtomicLong NUMBERS = new AtomicLong(ThreadLocalRandom.current().nextLong(90_000_000));

    private final HttpClient http = HttpClient.newHttpClient();
    private final Environment environment;
    private final TextInbox inbox;
    private final TestClock clock;
    private final JsonMapper json;

    People(Environment environment, TextInbox inbox, TestClock clock, JsonMapper json) {
        this.environment = environment;
        this.inbox = inbox;
        this.clock = clock;
        this.json = json;
    }

    /// A signed-in device.
    public record Device(UUID account, UUID session, String number, String access, String refresh) {}

    /// None comes twice, and neighbours are in different blocks.
    public static String unusedNumber() {
        return "+49151" + (10_000_000 + NUMBERS.getAndAdd(39_916_801) % 90_000_000);
    }

    /// Someone new.
    public Device registers() {
        return signsIn(unusedNumber());
    }

    /// Signs in with another device, a minute after the last code.
    public Device signsIn(String number) {
        int texts = inbox.count(number);
        if (texts > 0) {
            clock.advance(Duration.ofSeconds(61));
        }
        Answer asked = Answer.atLast(() -> asksForCode(number)).expect(202);
        return signsIn(number, asked.text("requestId"), inbox.codeAfter(number, texts));
    }

    public Device signsIn(String number, String requestId, String code) {
        return device(number, Answer.atLast(() -> entersCode(requestId, code)).expect(201));
    }

    public Device device(String number, Answer answer) {
        return new Device(UUID.fromString(answer.text("accountId")), UUID.fromString(answer.text("sessionId")), number,
                answer.text("accessToken"), answer.text("refreshToken"));
    }

    /// Asks for a text, from a network that nobody else is in.
    public Answer asksForCode(String number) {
        return asksForCode(number, unusedNetwork());
    }

    public Answer asksForCode(String number, String network) {
        return call("POST", "/v1/sign-in/codes", null, Map.of("number", number, "delivery", "sms"), network);
    }

    /// As the gateway names networks of IPv6.
    public static String unusedNetwork() {
        return "%016x".formatted(ThreadLocalRandom.current().nextLong());
    }

    public Answer entersCode(String requestId, String code) {
        return entersCode(requestId, code, unusedNetwork());
    }

    public Answer entersCode(String requestId, String code, String network) {
        return call("POST", "/v1/sign-in/sessions", null, Map.of("requestId", requestId, "code", code, "deviceName",
                "Phone", "firstName", "Ada", "lastName", "Lovelace"), network);
    }

    public Answer refreshes(String token) {
        return post("/v1/tokens", null, Map.of("refreshToken", token));
    }

    /// The same device with fresh tokens.
    public Device refreshed(Device device) {
        Answer answer = refreshes(device.refresh()).expect(200);
        return new Device(device.account(), device.session(), device.number(), answer.text("accessToken"),
                answer.text("refreshToken"));
    }

    public Answer get(String path, @Nullable Device device) {
        return call("GET", path, device, null);
    }

    public Answer delete(String path, @Nullable Device device) {
        return call("DELETE", path, device, null);
    }

    public Answer post(String path, @Nullable Device device, Object body) {
        return call("POST", path, device, body);
    }

    public Answer call(String method, String path, @Nullable Device device, @Nullable Object body) {
        return call(method, path, device, body, Map.of());
    }

    /// As somebody who reads these languages.
    public Answer in(String languages, String method, String path, Device device, Object body) {
        return call(method, path, device, body, Map.of("Accept-Language", languages));
    }

    public Answer call(String method, String path, @Nullable Device device, @Nullable Object body,
            @Nullable String network) {
        return call(method, path, device, body,
                network == null ? Map.<String, String>of() : Map.of("X-Caller-Network", network));
    }

    private Answer call(String method, String path, @Nullable Device device, @Nullable Object body,
            Map<String, String> headers) {
        var request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + path))
                .timeout(Duration.ofSeconds(30));
        if (device != null) {
            request.header("Authorization", "Bearer " + device.access());
        }
        headers.forEach(request::header);
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            String text = body instanceof String raw ? raw : json.writeValueAsString(body);
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(text));
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(),
                    json.readTree(response.body().isEmpty() ? "{}" : response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
