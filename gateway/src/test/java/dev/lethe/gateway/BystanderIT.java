package dev.lethe.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// However oddly a service ends its connections, nobody's good request is lost by it.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class BystanderIT {

    private static final int CALLERS = 8;
    private static final int CALLS = 250;
    private static HangingUp service;

    @LocalServerPort
    private int port;

    @BeforeAll
    static void start() throws IOException {
        service = new HangingUp();
    }

    @AfterAll
    static void stop() throws IOException {
        service.close();
    }

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry properties) {
        properties.add("lethe.gateway.services.account", () -> service.url());
    }

    @Test
    void losesNoRequestToAConnectionThatWasClosed() throws Exception {
        Map<Integer, Integer> answers = new TreeMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient http = HttpClient.newHttpClient()) {
            List<Future<List<Integer>>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(threads.submit(caller(http)));
            }
            for (Future<List<Integer>> caller : callers) {
                caller.get().forEach(status -> answers.merge(status, 1, Integer::sum));
            }
        }

        assertThat(answers).containsOnlyKeys(200);
    }

    private Callable<List<Integer>> caller(HttpClient http) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/me")).build();
        return () -> {
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                statuses.add(http.send(request, BodyHandlers.discarding()).statusCode());
            }
            return statuses;
        };
    }
}
