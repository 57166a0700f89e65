package dev.lethe.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The token is all that tells one caller from another: nobody is remembered in a session, least of all who is refused.
class NoSessionIT extends MessageServiceIT {

    @ParameterizedTest
    @CsvSource({"/v1/chats, 200", "/v1/updates?after=x, 400", "/v1/chats/nonsense/messages, 404"})
    void setsNoCookieForACaller(String path, int status) {
        assertNoCookie(someone().open(port, path), status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer false", "Bearer a.b.c", "Basic YTpi"})
    void setsNoCookieForAFalseToken(String authorization) throws Exception {
        assertNoCookie(ask(request().header("Authorization", authorization)), 401);
    }

    @Test
    void setsNoCookieForNobody() throws Exception {
        assertNoCookie(ask(request()), 401);
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/chats"));
    }

    private static HttpResponse<Void> ask(HttpRequest.Builder request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.discarding());
        }
    }

    private static void assertNoCookie(HttpResponse<?> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }
}
