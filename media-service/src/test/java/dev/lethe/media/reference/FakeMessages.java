package dev.lethe.media.reference;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.springframework.core.env.Environment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import dev.lethe.test.secret.TestSecrets;

/// Stands for message-service: knows some messages, and that all of them hold the file asked for.
final class FakeMessages implements AutoCloseable {
    private final HttpsServer server;
    private final Set<String> messages;
    private final AtomicInteger asked = new AtomicInteger();

    FakeMessages(Environment environment, Long... messages) throws IOException {
        this.messages = Arrays.stream(messages).map(String::valueOf).collect(Collectors.toSet());
        var url = URI.create(environment.getRequiredProperty("lethe.message.internal-url"));
        server = HttpsServer.create(new InetSocketAddress(url.getHost(), url.getPort()), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(TestSecrets.shared().tlsOf("message-service", "message-service")));
        server.createContext("/internal/v1/references", this::answer);
        server.start();
    }

    int asked() {
        return asked.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        var standing = List.of(exchange.getRequestURI().getQuery().split("&")).stream()
                .filter(part -> part.startsWith("holding=")).map(part -> part.substring(8).split(":"))
                .filter(holding -> messages.contains(holding[1]))
                .map(holding -> "{\"holderId\":\"%s\",\"messageId\":\"%s\"}".formatted(holding[0], holding[1]))
                .collect(Collectors.joining(",", "{\"standing\":[", "]}")).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, standing.length);
        try (var body = exchange.getResponseBody()) {
            body.write(standing);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
