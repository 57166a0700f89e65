package dev.lethe.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.client.ReactorResourceFactory;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"lethe.gateway.services.message=http://127.0.0.1:1", "lethe.gateway.limit.lateness=100ms"})
class OverloadLimitIT {

    private static final Duration TURN = Duration.ofMillis(200);

    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    private ReactorResourceFactory resources;

    @LocalServerPort
    private int port;

    @Test
    void refusesAtOnceWhileTheEventLoopsComeTooLate() throws Exception {
        // passed on, to a service that is away
        await().untilAsserted(() -> assertThat(get("/v1/chats").headers().firstValue("RateLimit")).isPresent());

        List<ScheduledFuture<?>> computing = new ArrayList<>();
        resources.getLoopResources().onServer(true).forEach(loop -> computing.add(compute(loop)));

        try {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                HttpResponse<String> refused = get("/v1/chats");
                assertThat(refused.headers().firstValue("RateLimit")).as("it is not counted").isEmpty();
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).hasValue("2");
                assertThat(refused.body()).contains("\"code\":\"unavailable\"");
            });
            assertThat(get("/livez").statusCode()).isEqualTo(200);
            assertThat(get("/v1/me/deletion/confirmation").headers().firstValue("RateLimit"))
                    .as("who ends an account is not turned away").isPresent();
        } finally {
            computing.forEach(work -> work.cancel(false));
        }
        await().untilAsserted(
                () -> assertThat(get("/v1/chats").headers().firstValue("RateLimit")).as("it is served").isPresent());
    }

    // A scheduled task has one turn a round, so the loop still comes to its connections.
    private ScheduledFuture<?> compute(EventExecutor loop) {
        return loop.scheduleWithFixedDelay(() -> {
            long end = System.nanoTime() + TURN.toNanos();
            while (System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            }
        }, 0, 1, TimeUnit.MILLISECONDS);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                BodyHandlers.ofString());
    }
}
