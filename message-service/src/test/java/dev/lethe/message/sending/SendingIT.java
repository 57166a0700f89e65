package dev.lethe.message.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import io.micrometer.core.instrument.Metrics;

import dev.lethe.message.MessageServiceIT;
import dev.lethe.message.history.CopyBudget;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.MessageId;

class SendingIT extends MessageServiceIT {
    @Autowired
    private CopyBudget budget;

    @AfterEach
    void returnToNow() {
        clock.reset();
    }

    @Test
    void writesOneCopyForEach() {
        Person alice = someone();
        Person bob = someone();

        Answer sent = alice.send(bob.id, UUID.randomUUID(), "hi 👋");

        assertThat(sent.status()).as(sent.json().toString()).isEqualTo(201);
        assertThat(sent.text("/author/id")).isEqualTo(alice.id.toString());
        assertThat(alice.textsWith(bob.id)).containsExactly("hi 👋");
        assertThat(bob.textsWith(alice.id)).containsExactly("hi 👋");
        assertThat(bob.get("/v1/chats/" + alice.id + "/messages").text("/messages/0/id")).isEqualTo(sent.text("/id"));
    }

    @Test
    void namesUnknownFieldsAndSaysWhereJsonIsBroken() {
        Person alice = someone();
        String path = "/v1/chats/" + alice.id + "/messages";

        Answer unknown = alice.post(path,
                "{\"clientId\":\"" + UUID.randomUUID() + "\",\"text\":\"hi\",\"silent\":true}");
        Answer broken = alice.post(path, "{\"text\":\n  \"hi\",,}");

        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.text("/errors/0/field")).isEqualTo("silent");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.json().path("line").asInt()).isEqualTo(2);
        assertThat(broken.json().path("column").asInt()).isPositive();
    }

    @Test
    @Tag("case-86")
    void weighsWhatSomebodySendsByItsCopies() {
        Person alice = someone();
        Person bob = someone();
        UUID clientId = UUID.randomUUID();
        String message = alice.sends(bob, "before");
        alice.send(bob.id, clientId, "known");
        budget.spend(alice.id, 60_000 - 5);

        Answer refused = alice.send(bob.id, UUID.randomUUID(), "too many");
        Answer edit = alice.patch("/v1/chats/" + bob.id + "/messages/" + message, "{\"text\":\"changed\"}");

        assertThat(refused.status() + refused.text("/code") + edit.text("/code"))
                .isEqualTo("429too-many-copiestoo-many-copies");
        assertThat(Integer.parseInt(Objects.requireNonNull(refused.retryAfter()))).isBetween(1, 60);
        assertThat(alice.send(bob.id, clientId, "known").status()).isEqualTo(201);
        bob.sends(alice, "others go on");
        clock.advance(Duration.ofMinutes(1));
        alice.sends(bob, "later");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"cut off, C3", "no beginning, 80", "a surrogate, EDA080", "beyond Unicode, F5808080",
        "never used, FF"})
    void takesNoBytesThatAreNoText(String what, String bytes) {
        Person alice = someone();
        byte[] body = HexFormat.of().parseHex(
                hex("{\"clientId\":\"" + UUID.randomUUID() + "\",\"text\":\"hi ") + bytes + hex("\"}"));

        Answer refused = alice.post("/v1/chats/" + alice.id + "/messages", body);

        assertThat(refused.status()).as(what).isEqualTo(400);
        assertThat(rowsOf(alice)).isZero();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void storesNoTextInClear() {
        Person alice = someone();
        Person bob = someone();

        alice.sends(bob, "canary-in-a-mine");

        List<byte[]> bodies = jdbc.sql("select body from message where owner_id in (:a, :b)")
                .param("a", alice.id)
                .param("b", bob.id)
                .query((row, _) -> row.getBytes(1))
                .list();
        assertThat(bodies).hasSize(2)
                .noneSatisfy(body -> assertThat(new String(body, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .contains("canary"));
    }

    @Test
    @Tag("case-37")
    void sendsOnceHoweverOftenItIsTried() throws Exception {
        Person alice = someone();
        Person bob = someone();
        UUID clientId = UUID.randomUUID();

        List<Answer> answers = inParallel(20, () -> alice.send(bob.id, clientId, "once"));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
        assertThat(answers.stream().map(Answer::json).distinct()).hasSize(1);
        assertThat(alice.textsWith(bob.id)).containsExactly("once");
        assertThat(bob.textsWith(alice.id)).containsExactly("once");
    }

    @Test
    @Tag("case-37")
    void answersARetryAfterDeletionAndSendsNothing() {
        Person alice = someone();
        Person bob = someone();
        UUID clientId = UUID.randomUUID();
        Answer first = alice.send(bob.id, clientId, "gone soon");
        alice.delete("/v1/chats/" + bob.id + "/messages/" + first.text("/id"));

        Answer again = alice.send(bob.id, clientId, "gone soon");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("/id")).isEqualTo(first.text("/id"));
        assertThat(again.json().has("text")).isFalse();
        assertThat(alice.textsWith(bob.id)).isEmpty();
    }

    @Test
    @Tag("case-37")
    void answersARetryWithWhatTheMessageSaysByThen() {
        Person alice = someone();
        Person bob = someone();
        UUID clientId = UUID.randomUUID();
        String id = alice.send(bob.id, clientId, "tomorow").text("/id");
        String path = "/v1/chats/" + bob.id + "/messages/" + id;
        Answer edited = alice.patch(path, "{\"text\":\"tomorrow\"}");

        Answer afterEdit = alice.send(bob.id, clientId, "tomorow");
        alice.delete(path + "?forEveryone=true");
        Answer afterDeletion = alice.send(bob.id, clientId, "tomorow");

        assertThat(afterEdit.json()).isEqualTo(edited.json());
        assertThat(afterDeletion.status()).isEqualTo(201);
        assertThat(afterDeletion.json().propertyNames())
                .containsExactlyInAnyOrder("id", "chatId", "kind", "at", "author");
        assertThat(alice.textsWith(bob.id)).isEmpty();
    }

    @Test
    void countsMailboxesWhoseMessagesAreDatedAhead() {
        Person alice = someone();
        alice.sends(alice, "in time");
        long before = Metrics.summary("lethe.message.ids.ahead").count();
        jdbc.sql("update mailbox set last_id = last_id + (86400000::bigint << 20) where id = :id")
                .param("id", alice.id).update();

        alice.sends(alice, "ahead");

        assertThat(Metrics.summary("lethe.message.ids.ahead").count()).isGreaterThan(before);
    }

    @Test
    void refusesTextsThatSayNothing() {
        Person alice = someone();
        Person bob = someone();

        for (String blank : List.of(" ", "   ", "\t\n", "\u00a0", "\u3000", "\u200b", "\u2060\ufeff")) {
            Answer refused = alice.send(bob.id, UUID.randomUUID(), blank);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text("/errors/0/field")).isEqualTo("text");
        }
        assertThat(bob.textsWith(alice.id)).isEmpty();
    }

    @Test
    void refusesAnotherTextUnderAUsedClientId() {
        Person alice = someone();
        Person bob = someone();
        UUID clientId = UUID.randomUUID();
        alice.send(bob.id, clientId, "one");

        Answer other = alice.send(bob.id, clientId, "another");

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text("/code")).isEqualTo("client-id-used");
    }

    @Test
    void keepsWhatIsSentToOneself() {
        Person alice = someone();

        alice.sends(alice, "note to self");

        assertThat(alice.textsWith(alice.id)).containsExactly("note to self");
        assertThat(alice.get("/v1/chats").text("/chats/0/kind")).isEqualTo("saved");
    }

    @Test
    @Tag("case-66")
    void knowsNoAccountThatIsNotThere() {
        Person alice = someone();

        Answer answer = alice.send(UUID.randomUUID(), UUID.randomUUID(), "anybody?");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(rowsOf(alice)).isZero();
    }

    @Test
    void refusesToSendIntoTheServiceChat() {
        Person alice = someone();

        Answer answer = alice.send(ChatId.SERVICE.value(), UUID.randomUUID(), "hello?");

        assertThat(answer.text("/code")).isEqualTo("chat-read-only");
    }

    @Test
    void takesTextsOfUpTo4096Characters() {
        Person alice = someone();
        Person bob = someone();

        assertThat(alice.send(bob.id, UUID.randomUUID(), "🐈".repeat(4096)).status()).isEqualTo(201);
        assertThat(alice.send(bob.id, UUID.randomUUID(), "🐈".repeat(4097)).status()).isEqualTo(400);
        assertThat(alice.send(bob.id, UUID.randomUUID(), "").status()).isEqualTo(400);
        assertThat(alice.send(bob.id, UUID.randomUUID(), "nul\u0000").text("/errors/0/field")).isEqualTo("text");
        assertThat(alice.post("/v1/chats/" + bob.id + "/messages",
                "{\"clientId\":\"" + UUID.randomUUID() + "\",\"text\":\"half \\ud83d\"}").status()).isEqualTo(400);
    }

    @Test
    void namesFieldsThatItDoesNotKnow() {
        Person alice = someone();

        Answer answer = alice.post("/v1/chats/" + alice.id + "/messages",
                "{\"clientId\":\"" + UUID.randomUUID() + "\",\"text\":\"x\",\"silent\":true}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/errors/0/field")).isEqualTo("silent");
    }

    @Test
    void givesIdsThatGrowInEveryMailbox() throws Exception {
        Person alice = someone();
        Person bob = someone();

        inParallel(40, () -> alice.sends(bob, "from alice"));

        List<Long> ids = bob.get("/v1/chats/" + alice.id + "/messages?limit=100")
                .json()
                .path("messages")
                .valueStream()
                .map(message -> Long.parseLong(message.path("id").asString()))
                .toList();
        assertThat(ids).hasSize(40).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    private static <T> List<T> inParallel(int times, java.util.concurrent.Callable<T> act) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                futures.add(threads.submit(act));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }

    @Test
    void datesNothingIntoTheFutureWhenTheClockJumpsAhead() {
        Person alice = someone();
        Person bob = someone();
        Instant begun = Instant.now();
        clock.advance(Duration.ofMinutes(5));

        String meanwhile;
        try {
            meanwhile = alice.sends(bob, "meanwhile");
        } finally {
            clock.advance(Duration.ofMinutes(-5));
        }

        assertThat(new MessageId(Long.parseLong(meanwhile)).time()).isBetween(begun.minusMillis(1), Instant.now());
    }

    @Test
    void keepsTheOrderWhenTheClockJumpsBack() {
        Person alice = someone();
        Person bob = someone();
        String before = alice.sends(bob, "before");
        clock.advance(Duration.ofHours(-1));

        String after;
        try {
            after = bob.sends(alice, "after");
        } finally {
            clock.advance(Duration.ofHours(1));
        }

        assertThat(Long.parseLong(after)).isGreaterThan(Long.parseLong(before));
        assertThat(alice.textsWith(bob.id)).containsExactly("after", "before");
    }
}
