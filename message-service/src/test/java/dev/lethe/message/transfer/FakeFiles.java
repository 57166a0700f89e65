package dev.lethe.message.transfer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import org.springframework.core.env.Environment;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.lethe.test.secret.TestSecrets;

/// Stands for media-service: knows who holds what, and what was leased.
final class FakeFiles implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpsServer server;
    private final Set<String> held = Collections.synchronizedSet(new HashSet<>());
    private final List<String> leased = Collections.synchronizedList(new ArrayList<>());

    FakeFiles(Environment environment) throws IOException {
        URI url = URI.create(environment.getRequiredProperty("lethe.media.internal-url"));
        server = HttpsServer.create(new InetSocketAddress(url.getHost(), url.getPort()), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(TestSecrets.shared().tlsOf("media-service", "media-service")));
        serve("/internal/v1/holdings", request -> request.path("fileIds").valueStream().map(JsonNode::asString)
                .filter(file -> !held.contains(request.path("holderId").asString() + file)).toList());
        serve("/internal/v1/holder-leases", this::lease);
        server.start();
    }

    /// A file that somebody has uploaded.
    UUID heldBy(UUID holder) {
        UUID file = UUID.randomUUID();
        held.add(holder.toString() + file);
        return file;
    }

    void lose(UUID holder, UUID file) {
        held.remove(holder.toString() + file);
    }

    /// Files and messages, in the order in which they were leased.
    List<String> leased() {
        return List.copyOf(leased);
    }

    private List<String> lease(JsonNode request) {
        List<String> missing = new ArrayList<>();
        request.path("leases").valueStream().forEach(lease -> {
            String file = lease.path("fileId").asString();
            if (held.contains(request.path("holderId").asString() + file)) {
                leased.add(file + " " + lease.path("messageId").asString());
            } else {
                missing.add(file);
            }
        });
        return missing;
    }

    private void serve(String path, Function<JsonNode, List<String>> missing) {
        server.createContext(path, exchange -> {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            byte[] answer = JSON.writeValueAsBytes(java.util.Map.of("missing", missing.apply(request)));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
