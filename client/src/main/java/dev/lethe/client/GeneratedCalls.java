package dev.lethe.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.lethe.client.generated.ApiClient;

/// Lets the generated classes speak through a session: with its tokens, its patience and its problems.
final class GeneratedCalls extends ApiClient {

    private final HttpClient http;

    GeneratedCalls(URI gateway, HttpClient http, Exchange.Listener listener) {
        this.http = http;
        updateBaseUri(gateway.toString());
        setResponseInterceptor(response -> heard(response, listener));
    }

    @Override
    public HttpClient getHttpClient() { return http; }

    private static void heard(HttpResponse<InputStream> response, Exchange.Listener listener) {
        String problem = response.statusCode() < 400 ? "" : text(response.body());
        Exchange exchange = new Exchange(response.request().method(), response.request().uri().getRawPath(), "",
                response.statusCode(), problem.isEmpty() ? "" : Redaction.of(problem), Duration.ZERO);
        listener.exchanged(exchange);
        if (response.statusCode() >= 400) {
            throw ProblemException.of(exchange, problem, PatientHttpClient.retryAfter(response));
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
