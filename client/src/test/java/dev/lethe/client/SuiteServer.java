package dev.lethe.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/// Answers what a test tells it to, and remembers what was asked.
final class SuiteServer implements AutoCloseable {

    record Asked(String request, String body, @Nullable String authorization, @Nullable String lastEventId) {}

    private record Answer(int status, String body, String... headers) {}

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final HttpServer server;

    SuiteServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized SuiteServer answers(int status, String body, String... headers) {
        answers.add(new Answer(status, body, headers));
        return this;
    }

    SuiteServer signsIn(long expiresIn) {
        return answers(201, """
                {"accountId":"11111111-1111-4111-8111-111111111111","sessionId":"22222222-2222-4222-8222-222222222222",
                 "registered":true,"accessToken":"access-1","expiresIn":%d,"refreshToken":"refresh-1"}"""
                .formatted(expiresIn));
    }

    SuiteServer renews() {
        return answers(200, "{\"accessToken\":\"access-2\",\"expiresIn\":600,\"refreshToken\":\"refresh-2\"}");
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(new Asked(exchange.getRequestMethod() + " " + exchange.getRequestURI(), body,
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().getFirst("Last-Event-ID")));
            Answer answer = answers.isEmpty() ? new Answer(500, "") : answers.removeFirst();
            for (int i = 0; i < answer.headers().length; i += 2) {
                exchange.getResponseHeaders().set(answer.headers()[i], answer.headers()[i + 1]);
            }
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
