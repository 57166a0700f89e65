package dev.lethe.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

import org.jspecify.annotations.Nullable;

/// An HTTP client that signs requests with the session's token, renews it when it was refused, and waits as long
/// as a 503 asks for before it tries again. The calls of the API are safe to repeat; uploads are not repeated.
final class PatientHttpClient extends HttpClient {

    /// On requests that must be sent once only; not sent itself.
    static final String ONCE = "X-Lethe-Once";

    private static final int TRIES = 6;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final HttpClient http;
    private final @Nullable Tokens tokens;

    PatientHttpClient(HttpClient http, @Nullable Tokens tokens) {
        this.http = http;
        this.tokens = tokens;
    }

    /// Without patience and tokens.
    HttpClient plain() {
        return http;
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        boolean once = request.headers().firstValue(ONCE).isPresent();
        String token = tokens == null ? null : tokens.access();
        for (int tried = 1;; tried++) {
            HttpResponse<T> response = http.send(signed(request, token), handler);
            if (once || tried == TRIES) {
                return response;
            }
            if (response.statusCode() == 401 && token != null && tokens != null && tried == 1) {
                discard(response);
                token = tokens.accessAfter(token);
                continue;
            }
            Duration wait = wait(response);
            if (wait == null) {
                return response;
            }
            discard(response);
            Thread.sleep(wait);
        }
    }

    private static HttpRequest signed(HttpRequest request, @Nullable String token) {
        HttpRequest.Builder copy = HttpRequest.newBuilder(request, (name, _) -> !name.equalsIgnoreCase(ONCE));
        return token == null ? copy.build() : copy.setHeader("Authorization", "Bearer " + token).build();
    }

    private static @Nullable Duration wait(HttpResponse<?> response) {
        if (response.statusCode() != 503) {
            return null;
        }
        Duration asked = retryAfter(response);
        return asked == null || asked.compareTo(LONGEST_WAIT) > 0 ? null : asked;
    }

    /// What `Retry-After` says in seconds; its other form, a date, is not used by the suite.
    static @Nullable Duration retryAfter(HttpResponse<?> response) {
        return response.headers().firstValue("Retry-After").filter(value -> value.matches("[0-9]{1,8}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value))).orElse(null);
    }

    private static void discard(HttpResponse<?> response) throws IOException {
        if (response.body() instanceof Closeable stream) {
            stream.close();
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        return http.sendAsync(signed(request, tokens == null ? null : tokens.access()), handler);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler,
            @Nullable PushPromiseHandler<T> pushes) {
        return sendAsync(request, handler);
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return http.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return http.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return http.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return http.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return http.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return http.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return http.authenticator();
    }

    @Override
    public Version version() {
        return http.version();
    }

    @Override
    public Optional<Executor> executor() {
        return http.executor();
    }
}
