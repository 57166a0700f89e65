package dev.lethe.message.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import tools.jackson.databind.JsonNode;

import dev.lethe.message.MessageServiceIT;
import dev.lethe.test.secret.TestSecrets;

class GroupMessageActsIT extends MessageServiceIT {
    @Autowired
    private Environment environment;
    private HttpsServer contacts;

    @BeforeEach
    void startContactService() throws IOException {
        URI url = URI.create(environment.getRequiredProperty("lethe.contact.internal-url"));
        contacts = HttpsServer.create(new InetSocketAddress(url.getHost(), url.getPort()), 0);
        contacts.setHttpsConfigurator(
                new HttpsConfigurator(TestSecrets.shared().tlsOf("contact-service", "contact-service")));
        contacts.createContext("/internal/v1/group-permissions", exchange -> {
            JsonNode asked = JSON.readTree(exchange.getRequestBody()).path("accountIds");
            byte[] answer = JSON.writeValueAsBytes(JSON.createObjectNode().set("allowed", asked));
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        contacts.start();
    }

    @AfterEach
    void stopContactService() {
        contacts.stop(0);
    }

    @Test
    void changesTheCopiesOfPastMembersToo() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        UUID group = group(alice, bob, carol);
        String id = alice.send(group, UUID.randomUUID(), "tomorow").text("/id");
        carol.delete("/v1/groups/" + group + "/members/" + carol.id);

        Answer edited = alice.patch(chat(group) + "/" + id, "{\"text\":\"tomorrow\"}");

        assertThat(edited.status()).as(edited.json().toString()).isEqualTo(200);
        for (Person holder : List.of(alice, bob, carol)) {
            assertThat(holder.textsWith(group)).contains("tomorrow").doesNotContain("tomorow");
        }
        assertThat(bob.patch(chat(group) + "/" + id, "{\"text\":\"mine\"}").text("/code")).isEqualTo("not-yours");
    }

    @Test
    void letsWhoLeftDeleteButNotEdit() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, bob);
        String id = bob.send(group, UUID.randomUUID(), "bye").text("/id");
        bob.delete("/v1/groups/" + group + "/members/" + bob.id);

        assertThat(bob.patch(chat(group) + "/" + id, "{\"text\":\"hello\"}").text("/code")).isEqualTo("not-a-member");
        assertThat(bob.delete(chat(group) + "/" + id + "?forEveryone=true").text("/deletedForOthers")).isEqualTo("1");
        assertThat(alice.textsWith(group)).doesNotContain("bye");
    }

    @Test
    void takesAMessageBackFromAllMembers() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        UUID group = group(alice, bob, carol);
        String id = alice.send(group, UUID.randomUUID(), "take back").text("/id");
        Answer reply = bob.post(chat(group), "{\"clientId\":\"%s\",\"text\":\"reply\",\"replyTo\":\"%s\"}"
                .formatted(UUID.randomUUID(), id));

        Answer deleted = alice.delete(chat(group) + "/" + id + "?forEveryone=true");

        assertThat(deleted.text("/deleted")).isEqualTo("1");
        assertThat(deleted.text("/deletedForOthers")).isEqualTo("2");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(carol.get(chat(group)).json().at("/messages/0/replyTo")).hasSize(1);
    }

    @Test
    void quotesNothingToWhoJoinedLater() {
        Person alice = someone();
        Person bob = someone();
        Person late = someone();
        UUID group = group(alice, bob);
        String id = alice.send(group, UUID.randomUUID(), "before you came").text("/id");
        alice.post("/v1/groups/" + group + "/members", "{\"accountIds\":[\"" + late.id + "\"]}");

        alice.post(chat(group), "{\"clientId\":\"%s\",\"text\":\"as I said\",\"replyTo\":\"%s\"}"
                .formatted(UUID.randomUUID(), id));

        Answer page = late.get(chat(group));
        assertThat(page.text("/messages/0/text")).isEqualTo("as I said");
        assertThat(page.text("/messages/0/replyTo/id")).isEqualTo(id);
        assertThat(page.json().at("/messages/0/replyTo")).hasSize(1);
        Answer his = late.post(chat(group), "{\"clientId\":\"%s\",\"text\":\"what?\",\"replyTo\":\"%s\"}"
                .formatted(UUID.randomUUID(), id));
        assertThat(his.text("/errors/0/field")).isEqualTo("replyTo");
    }

    @Test
    void deletesTheChatOnlyOfWhoHasLeft() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, bob);
        bob.send(group, UUID.randomUUID(), "bob's words");

        assertThat(bob.delete("/v1/chats/" + group).text("/code")).isEqualTo("still-member");
        assertThat(bob.delete(chat(group)).status()).isEqualTo(200);
        assertThat(bob.textsWith(group)).isEmpty();
        bob.send(group, UUID.randomUUID(), "more words");
        bob.delete("/v1/groups/" + group + "/members/" + bob.id);
        Answer deleted = bob.delete("/v1/chats/" + group + "?forEveryone=true");

        assertThat(deleted.status()).as(deleted.json().toString()).isEqualTo(200);
        assertThat(deleted.text("/deletedForOthers")).isEqualTo("2");
        assertThat(bob.get("/v1/chats").json().path("chats")).isEmpty();
        assertThat(alice.textsWith(group)).doesNotContain("bob's words", "more words");
        assertThat(jdbc.sql("select count(*) from membership where account_id = :id").param("id", bob.id)
                .query(Long.class).single()).isZero();
        alice.post("/v1/groups/" + group + "/members", "{\"accountIds\":[\"" + bob.id + "\"]}");
        assertThat(bob.get("/v1/chats").text("/chats/0/id")).isEqualTo(group.toString());
    }

    private static UUID group(Person owner, Person... members) {
        var request = JSON.createObjectNode().put("clientId", UUID.randomUUID().toString()).put("title", "Walkers");
        var ids = request.putArray("accountIds");
        for (Person member : members) {
            ids.add(member.id.toString());
        }
        Answer made = owner.post("/v1/groups", request.toString());
        assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
        return UUID.fromString(made.text("/id"));
    }

    private static String chat(UUID group) {
        return "/v1/chats/" + group + "/messages";
    }
}
