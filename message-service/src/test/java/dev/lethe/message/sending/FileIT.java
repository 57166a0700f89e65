package dev.lethe.message.sending;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import tools.jackson.databind.JsonNode;

import dev.lethe.message.group.GroupServiceIT;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.test.TestPeer;
import dev.lethe.test.secret.TestSecrets;

class FileIT extends GroupServiceIT {
    private static final UUID UNKNOWN = new UUID(0, 404);

    @Autowired
    private Environment environment;
    private static final byte[] FACTS = "{\"leased\":1,\"name\":\"cat.jpg\",\"type\":\"image/jpeg\",\"size\":12}"
            .getBytes(StandardCharsets.UTF_8);
    private final List<JsonNode> leases = Collections.synchronizedList(new ArrayList<>());
    private volatile Runnable meanwhile = () -> {
    };
    private HttpsServer media;

    @BeforeEach
    void startMediaService() throws IOException {
        URI url = URI.create(environment.getRequiredProperty("lethe.media.internal-url"));
        media = HttpsServer.create(new InetSocketAddress(url.getHost(), url.getPort()), 0);
        media.setHttpsConfigurator(
                new HttpsConfigurator(TestSecrets.shared().tlsOf("media-service", "media-service")));
        media.createContext("/internal/v1/leases", exchange -> {
            JsonNode lease = JSON.readTree(exchange.getRequestBody());
            leases.add(lease);
            meanwhile.run();
            boolean known = !lease.path("fileId").asString().equals(UNKNOWN.toString());
            byte[] facts = known ? FACTS : new byte[0];
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(known ? 200 : 404, known ? facts.length : -1);
            exchange.getResponseBody().write(facts);
            exchange.close();
        });
        media.start();
    }

    @AfterEach
    void stopMediaService() {
        media.stop(0);
    }

    @Test
    void datesNoFileIntoTheFutureWhenTheClockJumpsAhead() {
        Person alice = someone();
        Instant begun = Instant.now();
        clock.advance(Duration.ofMinutes(5));

        Answer sent;
        try {
            sent = sendFile(alice, someone(), UUID.randomUUID(), UUID.randomUUID());
        } finally {
            clock.advance(Duration.ofMinutes(-5));
        }

        assertThat(new MessageId(Long.parseLong(sent.text("/id"))).time()).isBetween(begun.minusMillis(1),
                Instant.now());
    }

    @Test
    void leasesAFileForAllWhoWillHoldIt() {
        Person alice = someone();
        Person bob = someone();
        UUID file = UUID.randomUUID();

        Answer sent = sendFile(alice, bob, file, UUID.randomUUID());

        assertThat(sent.status()).as(sent.json().toString()).isEqualTo(201);
        assertThat(leases).hasSize(1);
        JsonNode lease = leases.getFirst();
        assertThat(lease.path("senderId").asString()).isEqualTo(alice.id.toString());
        assertThat(lease.path("holders").valueStream().map(holder -> holder.path("holderId").asString()))
                .containsExactlyInAnyOrder(alice.id.toString(), bob.id.toString());
        assertThat(lease.at("/holders/0/messageId").asString()).isEqualTo(sent.text("/id"));
        Answer page = bob.get("/v1/chats/" + alice.id + "/messages");
        assertThat(page.text("/messages/0/file/name")).isEqualTo("cat.jpg");
        assertThat(page.text("/messages/0/file/id")).isEqualTo(file.toString());
        assertThat(page.text("/messages/0/text")).isEqualTo("my cat");
    }

    @Test
    void showsWhatTheFileIsWhateverTheSenderSays() {
        Person alice = someone();
        Person bob = someone();
        String lie = """
                {"clientId":"%s","file":{"id":"%s","name":"lie.gif","type":"image/png","size":999}}
                """.formatted(UUID.randomUUID(), UUID.randomUUID());

        Answer sent = alice.post("/v1/chats/" + bob.id + "/messages", lie);
        Answer again = alice.post("/v1/chats/" + bob.id + "/messages", lie);

        assertThat(again.json()).isEqualTo(sent.json());
        for (Answer seen : List.of(sent, bob.get("/v1/chats/" + alice.id + "/messages"))) {
            assertThat(seen.json().toString()).contains("cat.jpg", "image/jpeg", "\"size\":12")
                    .doesNotContain("lie.gif", "image/png", "\"size\":999");
        }
    }

    @Test
    void takesAFileByItsIdAlone() {
        Person alice = someone();
        Person bob = someone();

        Answer sent = alice.post("/v1/chats/" + bob.id + "/messages", """
                {"clientId":"%s","file":{"id":"%s"}}
                """.formatted(UUID.randomUUID(), UUID.randomUUID()));

        assertThat(sent.status()).as(sent.json().toString()).isEqualTo(201);
        assertThat(sent.text("/file/name")).isEqualTo("cat.jpg");
    }

    @Test
    void findsAPlaceInAChatInWhichOthersAlwaysGoAhead() {
        Person alice = someone();
        Person bob = someone();
        meanwhile = () -> bob.sends(alice, "me first");

        Answer sent = sendFile(alice, bob, UUID.randomUUID(), UUID.randomUUID());

        assertThat(sent.status()).as(sent.json().toString()).isEqualTo(201);
        assertThat(alice.get("/v1/chats/" + bob.id + "/messages").text("/messages/0/id")).isEqualTo(sent.text("/id"));
        assertThat(leases).hasSizeLessThan(8);
    }

    @Test
    void takesNoLeasesForARetry() {
        Person alice = someone();
        Person bob = someone();
        UUID file = UUID.randomUUID();
        UUID clientId = UUID.randomUUID();
        Answer first = sendFile(alice, bob, file, clientId);

        Answer again = sendFile(alice, bob, file, clientId);

        assertThat(again.json()).isEqualTo(first.json());
        assertThat(leases).hasSize(1);
    }

    @Test
    void sendsNoFileThatTheSenderDoesNotHold() {
        Person alice = someone();
        Person bob = someone();

        Answer refused = sendFile(alice, bob, UNKNOWN, UUID.randomUUID());

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.text("/code")).isEqualTo("file-not-found");
        assertThat(rowsOf(alice) + rowsOf(bob)).isZero();
    }

    @Test
    void waitsForMediaServiceToComeBack() {
        Person alice = someone();
        Person bob = someone();
        media.stop(0);

        Answer away = sendFile(alice, bob, UUID.randomUUID(), UUID.randomUUID());

        assertThat(away.status()).isEqualTo(503);
        assertThat(away.retryAfter()).isNotNull();
        assertThat(rowsOf(alice) + rowsOf(bob)).isZero();
    }

    @Test
    void refusesLongCaptionsAndTextBesideAFile() {
        Person alice = someone();
        String file = "{\"id\":\"" + UUID.randomUUID() + "\",\"type\":\"image/jpeg\",\"size\":1";
        String start = "{\"clientId\":\"" + UUID.randomUUID() + "\",";

        assertThat(alice.post("/v1/chats/" + alice.id + "/messages",
                start + "\"file\":" + file + ",\"caption\":\"" + "x".repeat(1_025) + "\"}}").text("/errors/0/field"))
                .isEqualTo("file.caption");
        assertThat(alice.post("/v1/chats/" + alice.id + "/messages", start + "\"text\":\"x\",\"file\":" + file + "}}")
                .text("/errors/0/field")).isEqualTo("text");
        assertThat(alice.post("/v1/chats/" + alice.id + "/messages", start + "\"text\":null}")
                .text("/errors/0/field")).isEqualTo("text");
    }

    @Test
    void tellsMediaServiceWhichMessagesStand() {
        Person alice = someone();
        Person bob = someone();
        UUID file = UUID.randomUUID();
        String id = sendFile(alice, bob, file, UUID.randomUUID()).text("/id");
        alice.delete("/v1/chats/" + bob.id + "/messages/" + id);

        JsonNode answer = Objects.requireNonNull(TestPeer.as("media-service", environment)
                .get()
                .uri("/internal/v1/references?fileId={file}&holding={a}&holding={b}", file, alice.id + ":" + id,
                        bob.id + ":" + id)
                .retrieve()
                .body(JsonNode.class));

        assertThat(answer.path("standing")).hasSize(1);
        assertThat(answer.at("/standing/0/holderId").asString()).isEqualTo(bob.id.toString());
    }

    @Test
    void publishesWhoHoldsAFileAndWhoNoLonger() {
        Person alice = someone();
        Person bob = someone();
        UUID file = UUID.randomUUID();
        String id = sendFile(alice, bob, file, UUID.randomUUID()).text("/id");

        alice.delete("/v1/chats/" + bob.id + "/messages/" + id);

        eventually(() -> assertThat(MediaEvents.of(environment, file)).containsExactly(
                "confirmed " + alice.id + " " + id + ", " + bob.id + " " + id, "released " + alice.id + " " + id));
    }

    @Test
    @Tag("case-27")
    void leasesAForwardedFileForAllWhoWillHoldIt() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        UUID file = UUID.randomUUID();
        String id = sendFile(alice, bob, file, UUID.randomUUID()).text("/id");

        Answer forwarded = bob.post("/v1/chats/" + carol.id + "/messages", """
                {"clientId":"%s","forward":{"chatId":"%s","messageId":"%s"}}
                """.formatted(UUID.randomUUID(), alice.id, id));

        assertThat(forwarded.status()).as(forwarded.json().toString()).isEqualTo(201);
        JsonNode lease = leases.getLast();
        assertThat(lease.path("senderId").asString()).isEqualTo(bob.id.toString());
        assertThat(lease.path("holders").valueStream().map(holder -> holder.path("holderId").asString()))
                .containsExactlyInAnyOrder(bob.id.toString(), carol.id.toString());
        assertThat(lease.at("/holders/0/messageId").asString()).isEqualTo(forwarded.text("/id"));
        Answer page = carol.get("/v1/chats/" + bob.id + "/messages");
        assertThat(page.text("/messages/0/file/id")).isEqualTo(file.toString());
        assertThat(page.text("/messages/0/file/name")).isEqualTo("cat.jpg");
        assertThat(page.text("/messages/0/text")).isEqualTo("my cat");
        assertThat(page.text("/messages/0/forwardedFrom/id")).isEqualTo(alice.id.toString());
    }

    @Test
    void findsAFileByItsNewCaptionAndNoLongerByTheOldOne() {
        Person alice = someone();
        Person bob = someone();
        UUID file = UUID.randomUUID();
        String id = sendFile(alice, bob, file, UUID.randomUUID()).text("/id");

        Answer edited = caption(alice, bob, id, "her kitten");

        assertThat(edited.status()).as(edited.json().toString()).isEqualTo(200);
        assertThat(edited.text("/text")).isEqualTo("her kitten");
        assertThat(edited.json().has("editedAt")).isTrue();
        for (Person reader : List.of(alice, bob)) {
            assertThat(found(reader, "kitten")).containsExactly(id);
            assertThat(found(reader, "my")).isEmpty();
            assertThat(found(reader, "cat")).containsExactly(id);
        }
        assertThat(bob.get("/v1/chats/" + alice.id + "/messages").text("/messages/0/file/id"))
                .isEqualTo(file.toString());
    }

    @Test
    void keepsAFileWhoseCaptionIsTakenAway() {
        Person alice = someone();
        Person bob = someone();
        UUID file = UUID.randomUUID();
        String id = sendFile(alice, bob, file, UUID.randomUUID()).text("/id");

        Answer edited = caption(alice, bob, id, "");

        assertThat(edited.status()).as(edited.json().toString()).isEqualTo(200);
        JsonNode message = bob.get("/v1/chats/" + alice.id + "/messages").json().at("/messages/0");
        assertThat(message.has("text")).isFalse();
        assertThat(message.at("/file/id").asString()).isEqualTo(file.toString());
        assertThat(message.at("/file/name").asString()).isEqualTo("cat.jpg");
        assertThat(found(bob, "my")).isEmpty();
        assertThat(found(bob, "cat")).containsExactly(id);
    }

    @Test
    void changesNoCaptionIntoALongOneOrAText() {
        Person alice = someone();
        Person bob = someone();
        String id = sendFile(alice, bob, UUID.randomUUID(), UUID.randomUUID()).text("/id");

        Answer tooLong = caption(alice, bob, id, "x".repeat(1_025));
        Answer text = alice.patch("/v1/chats/" + bob.id + "/messages/" + id, "{\"text\":\"x\"}");

        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.text("/errors/0/field")).isEqualTo("caption");
        assertThat(text.status()).isEqualTo(400);
        assertThat(text.text("/errors/0/field")).isEqualTo("text");
        assertThat(bob.textsWith(alice.id)).containsExactly("my cat");
        assertThat(caption(alice, bob, id, "x".repeat(1_024)).status()).isEqualTo(200);
    }

    private static Answer sendFile(Person from, Person to, UUID file, UUID clientId) {
        return from.post("/v1/chats/" + to.id + "/messages",
                """
                        {"clientId":"%s","file":{"id":"%s","name":"cat.jpg","type":"image/jpeg","size":1234,"caption":"my cat"}}
                        """
                        .formatted(clientId, file));
    }

    private static Answer caption(Person author, Person partner, String id, String caption) {
        return author.patch("/v1/chats/" + partner.id + "/messages/" + id,
                JSON.createObjectNode().put("caption", caption).toString());
    }

    private static List<String> found(Person reader, String word) {
        Answer answer = reader.get("/v1/search?q=" + word);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json().path("hits").valueStream().map(hit -> hit.at("/message/id").asString()).toList();
    }
}
