package dev.lethe.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Who takes nothing of an answer is let go, and nobody else.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "lethe.gateway.least-rate.within=2s")
class SlowReaderIT {

    private static Upstream service;

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @BeforeAll
    static void start() throws IOException {
        service = new Upstream();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry properties) {
        properties.add("lethe.gateway.services.account", () -> service.url());
        properties.add("lethe.gateway.services.message", () -> service.url());
    }

    @Test
    void letsGoWhoTakesNothing() throws Exception {
        try (DeafCaller deaf = new DeafCaller(port, "/v1/chats/large");
                BufferedReader stream = new BufferedReader(new InputStreamReader(
                        http.send(request("/v1/updates/stream"), BodyHandlers.ofInputStream()).body(),
                        StandardCharsets.UTF_8))) {
            assertThat(http.send(request("/v1/me"), BodyHandlers.ofString()).statusCode()).isEqualTo(200);

            deaf.isLetGo();

            service.largeBroken.get(60, TimeUnit.SECONDS);
            service.feed.add("still here");
            assertThat(stream.lines().filter(it -> it.startsWith("data")).findFirst()).hasValue("data: still here");
            assertThat(http.send(request("/v1/me"), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void letsGoWhoTakesNothingOfAnAnswerThatTheServiceHasGivenWhole() throws Exception {
        try (DeafCaller deaf = new DeafCaller(port, "/v1/chats/whole")) {
            deaf.isLetGo();

            assertThat(deaf.left()).isLessThan(Upstream.WHOLE);
        }
    }

    @Test
    void givesAllToWhoReads() throws Exception {
        byte[] whole = http.send(request("/v1/chats/whole"), BodyHandlers.ofByteArray()).body();

        assertThat(whole).hasSize(Upstream.WHOLE);
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    }
}
