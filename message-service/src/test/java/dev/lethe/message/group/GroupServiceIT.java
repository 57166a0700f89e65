package dev.lethe.message.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import tools.jackson.databind.JsonNode;

import dev.lethe.message.MessageServiceIT;
import dev.lethe.test.secret.TestSecrets;

/// Message-service beside a contact-service that knows who lets themselves be added to groups and named in forwards.
public abstract class GroupServiceIT extends MessageServiceIT {
    @Autowired
    private Environment environment;
    /// Who lets nobody add them, nor name them in forwards.
    protected final Set<UUID> shy = Collections.synchronizedSet(new HashSet<>());
    private HttpsServer contacts;

    @BeforeEach
    void startContactService() throws IOException {
        URI url = URI.create(environment.getRequiredProperty("lethe.contact.internal-url"));
        contacts = HttpsServer.create(new InetSocketAddress(url.getHost(), url.getPort()), 0);
        contacts.setHttpsConfigurator(
                new HttpsConfigurator(TestSecrets.shared().tlsOf("contact-service", "contact-service")));
        contacts.createContext("/internal/v1/group-permissions", exchange -> {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            List<String> allowed = request.path("accountIds").valueStream().map(JsonNode::asString)
                    .filter(id -> !shy.contains(UUID.fromString(id))).toList();
            byte[] answer = JSON.writeValueAsBytes(
                    JSON.createObjectNode().set("allowed", JSON.valueToTree(allowed)));
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        contacts.createContext("/internal/v1/forward-permissions", exchange -> {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            boolean named = !shy.contains(UUID.fromString(request.path("authorId").asString()));
            byte[] answer = ("{\"named\":" + named + "}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        contacts.start();
    }

    @AfterEach
    protected void stopContactService() {
        contacts.stop(0);
    }

    protected UUID group(Person owner, String title, Person... members) {
        Answer created = owner.post("/v1/groups", creation(UUID.randomUUID(), title, members));
        assertThat(created.status()).as(created.json().toString()).isEqualTo(201);
        return UUID.fromString(created.text("/id"));
    }

    protected static String creation(UUID clientId, String title, Person... members) {
        return JSON.createObjectNode().put("clientId", clientId.toString()).put("title", title)
                .set("accountIds", JSON.valueToTree(Arrays.stream(members).map(member -> member.id).toList()))
                .toString();
    }

    protected static Answer add(Person actor, UUID group, Person joining) {
        return actor.post("/v1/groups/" + group + "/members", "{\"accountIds\":[\"" + joining.id + "\"]}");
    }

    protected static Answer remove(Person actor, UUID group, Person member) {
        return actor.delete("/v1/groups/" + group + "/members/" + member.id);
    }

    protected static Answer role(Person actor, UUID group, Person member, String role) {
        return actor.put("/v1/groups/" + group + "/members/" + member.id + "/role", "{\"role\":\"" + role + "\"}");
    }

    protected static List<String> texts(Person reader, UUID group) {
        return reader.textsWith(group);
    }

    protected static List<String> ids(Person reader, UUID group) {
        return reader.get("/v1/chats/" + group + "/messages?limit=100").json().path("messages").valueStream()
                .map(message -> message.path("id").asString()).toList();
    }

    protected static List<Answer> parallel(int times, Callable<Answer> act) {
        return all(Collections.nCopies(times, act));
    }

    protected static List<Answer> all(List<Callable<Answer>> acts) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = acts.stream().map(threads::submit).toList();
            return running.stream().map(it -> {
                try {
                    return it.get();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }).toList();
        }
    }
}
