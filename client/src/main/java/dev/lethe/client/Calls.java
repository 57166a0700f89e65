package dev.lethe.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Sends requests to the gateway and reads answers: values, streams, or problems.
final class Calls {

    static final JsonMapper JSON = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(it -> it.withValueInclusion(JsonInclude.Include.NON_NULL)).build();

    private final URI gateway;
    private final HttpClient http;
    private final Exchange.Listener listener;

    Calls(URI gateway, HttpClient http, Exchange.Listener listener) {
        this.gateway = gateway;
        this.http = http;
        this.listener = listener;
    }

    Calls signedWith(Tokens tokens) {
        HttpClient plain = http instanceof PatientHttpClient patient ? patient.plain() : http;
        return new Calls(gateway, new PatientHttpClient(plain, tokens), listener);
    }

    GeneratedCalls generated() {
        return new GeneratedCalls(gateway, http, listener);
    }

    <T> T get(String path, Class<T> type) {
        return send("GET", path, null, type);
    }

    <T> T delete(String path, Class<T> type) {
        return send("DELETE", path, null, type);
    }

    <T> T send(String method, String path, @Nullable Object body, Class<T> type) {
        String json = body == null ? "" : JSON.writeValueAsString(body);
        HttpRequest.Builder request = request(path).header("Accept", "application/json, application/problem+json");
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        HttpRequest built = request
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json)).build();
        return value(built, path, json, type);
    }

    /// Sends a stream, once: it cannot be read again.
    <T> T upload(String method, String path, BodyPublisher body, Map<String, String> headers, Class<T> type) {
        HttpRequest.Builder request = request(path).header(PatientHttpClient.ONCE, "true")
                .header("Accept", "application/json, application/problem+json").method(method, body);
        headers.forEach(request::header);
        return value(request.build(), path, "", type);
    }

    /// Opens a stream; the caller closes it.
    HttpResponse<InputStream> download(String path, Map<String, String> headers) {
        HttpRequest.Builder request = request(path).GET();
        headers.forEach(request::header);
        long started = System.nanoTime();
        HttpResponse<InputStream> response = exchange(request.build(), BodyHandlers.ofInputStream());
        String problem = response.statusCode() < 400 ? "" : text(response.body());
        Exchange exchange = heard("GET", path, "", response, problem, started);
        if (response.statusCode() >= 400) {
            throw ProblemException.of(exchange, problem, PatientHttpClient.retryAfter(response));
        }
        return response;
    }

    private <T> T value(HttpRequest request, String path, String sent, Class<T> type) {
        long started = System.nanoTime();
        HttpResponse<String> response = exchange(request, BodyHandlers.ofString());
        Exchange exchange = heard(request.method(), path, sent, response, response.body(), started);
        if (response.statusCode() >= 400) {
            throw ProblemException.of(exchange, response.body(), PatientHttpClient.retryAfter(response));
        }
        return JSON.readValue(response.body().isEmpty() ? "{}" : response.body(), type);
    }

    private Exchange heard(String method, String path, String sent, HttpResponse<?> response, String received,
            long started) {
        Exchange exchange = new Exchange(method, path, sent.isEmpty() ? "" : Redaction.of(sent), response.statusCode(),
                received.isEmpty() ? "" : Redaction.of(received), Duration.ofNanos(System.nanoTime() - started));
        listener.exchanged(exchange);
        return exchange;
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from " + gateway, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException("interrupted", new IOException(e));
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path)).timeout(Duration.ofMinutes(15));
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A path with those parameters that have a value.
    static String path(String path, @Nullable Object... namesAndValues) {
        Map<String, String> query = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            if (value != null) {
                query.put(String.valueOf(namesAndValues[i]), String.valueOf(value));
            }
        }
        return query.isEmpty() ? path
                : path + "?" + query.entrySet().stream().map(it -> it.getKey() + "=" + encoded(it.getValue()))
                        .collect(Collectors.joining("&"));
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
