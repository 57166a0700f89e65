package dev.lethe.message.stream;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.message.MessageServiceIT;
import dev.lethe.message.stream.Follower.Event;
import dev.lethe.message.update.Changes;
import dev.lethe.message.update.UpdateExpiry;
import dev.lethe.test.FakeAuthority;

class StreamIT extends MessageServiceIT {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final StreamProperties NO_PAUSES = new StreamProperties(Duration.ZERO, Duration.ofHours(1), 20,
            10_000, 4, Duration.ofMillis(10));

    @Autowired
    private LiveStreams streams;
    @Autowired
    private Changes changes;
    @Autowired
    private UpdateExpiry expiry;
    @Autowired
    private FakeAuthority authority;
    @Autowired
    private TransactionTemplate transaction;

    @AfterEach
    void returnToNow() {
        clock.reset();
    }

    @Test
    void tellsWhatHappensAsItHappens() {
        Person alice = someone();
        Person bob = someone();
        try (Follower follower = follow(bob, "")) {
            Event start = follower.next();
            String one = alice.sends(bob, "one");
            Event chat = follower.nextChange();
            Event message = follower.nextChange();
            bob.delete("/v1/chats/" + alice.id + "/messages/" + one);
            Event gone = follower.nextChange();

            assertThat(start.type()).isEqualTo("heartbeat");
            assertThat(List.of(chat.type(), message.type(), gone.type())).containsOnly("update");
            assertThat(chat.text("/chat/id")).isEqualTo(alice.id.toString());
            assertThat(message.text("/message/text")).isEqualTo("one");
            assertThat(gone.text("/gone/ids/0")).isEqualTo(one);
            assertThat(gone.data().at("/gone").has("chat")).isFalse();
        }
    }

    @Test
    void tellsWhatWasSentWithoutReadingTheMailbox() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "the first opens the chat");
        try (Follower follower = follow(bob, "")) {
            follower.next();
            Event told = transaction.execute(_ -> {
                // each reading looks at it, no sending does
                jdbc.sql("lock table gone in access exclusive mode").update();
                alice.sends(bob, "plain");
                return follower.nextChange();
            });

            assertThat(told.text("/message/text")).isEqualTo("plain");
            assertThat(told.text("/message/author/id")).isEqualTo(alice.id.toString());
            assertThat(bob.get("/v1/updates?after=" + told.id()).json().path("updates")).isEmpty();
        }
    }

    @Test
    void quotesWhatAnAnswerIsAbout() {
        Person alice = someone();
        Person bob = someone();
        String question = alice.sends(bob, "question");
        try (Follower follower = follow(bob, "")) {
            follower.next();
            alice.post("/v1/chats/" + bob.id + "/messages", """
                    {"clientId": "%s", "text": "answer", "replyTo": "%s"}""".formatted(UUID.randomUUID(), question));

            assertThat(follower.nextChange().text("/message/replyTo/text")).isEqualTo("question");
        }
    }

    @Test
    void catchesUpBeforeItGoesOn() {
        Person alice = someone();
        Person bob = someone();
        String start = bob.get("/v1/updates").text("/cursor");
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            sent.add(alice.sends(bob, "message " + i));
        }

        List<String> seen = new ArrayList<>();
        try (Follower follower = follow(bob, "?after=" + start)) {
            follower.nextChange();
            sent.forEach(_ -> seen.add(follower.nextChange().text("/message/id")));
            sent.add(alice.sends(bob, "live"));
            seen.add(follower.nextChange().text("/message/id"));
        }

        assertThat(seen).isEqualTo(sent);
    }

    @Test
    void goesOnAfterTheLastEventThatCame() {
        Person alice = someone();
        Person bob = someone();
        String chatOnly;
        try (Follower follower = follow(bob, "")) {
            follower.next();
            alice.sends(bob, "one");
            chatOnly = follower.nextChange().id();
        }
        alice.sends(bob, "two");

        try (Follower follower = new Follower(bob.open(port, "/v1/updates/stream?after=nonsense", "Last-Event-ID",
                chatOnly))) {
            assertThat(follower.nextChange().text("/message/text")).isEqualTo("one");
            Event two = follower.nextChange();
            assertThat(two.text("/message/text")).isEqualTo("two");
            assertThat(bob.get("/v1/updates?after=" + two.id()).json().path("updates")).isEmpty();
        }
        assertThat(bob.get("/v1/updates?after=" + chatOnly).text("/updates/0/message/text")).isEqualTo("one");
    }

    @Test
    void saysWhenAChatItselfIsGone() {
        Person alice = someone();
        Person bob = someone();
        String start = bob.get("/v1/updates").text("/cursor");
        alice.sends(bob, "one");
        jdbc.sql("""
                insert into gone (owner_id, seq, chat_id, ids, at, whole_chat)
                select id, seq + 1, :chat, '{}', now(), true from mailbox where id = :owner
                """).param("owner", bob.id).param("chat", alice.id).update();

        assertThat(bob.get("/v1/updates?after=" + start).json().at("/updates/2/gone/chat").asBoolean()).isTrue();
    }

    @Test
    void resetsACursorOfAnotherEraAndGoesOnFromTheHead() {
        Person alice = someone();
        alice.sends(alice, "before");
        String before = alice.get("/v1/updates").text("/cursor");
        jdbc.sql("update era set id = :id").param("id", UUID.randomUUID()).update();

        try (Follower follower = follow(alice, "?after=" + before)) {
            Event reset = follower.nextChange();
            alice.sends(alice, "after");

            assertThat(reset.type()).isEqualTo("reset");
            assertThat(reset.text("/reason")).isEqualTo("other-era");
            assertThat(follower.nextChange().text("/message/text")).isEqualTo("after");
            assertThat(alice.get("/v1/updates?after=" + reset.id()).text("/updates/0/message/text"))
                    .isEqualTo("after");
        }
    }

    @Test
    void resetsACursorThatIsTooOld() {
        Person alice = someone();
        clock.advance(Duration.ofDays(-31));
        String start = alice.get("/v1/updates").text("/cursor");
        String id = alice.sends(alice, "forgotten");
        alice.delete("/v1/chats/" + alice.id + "/messages/" + id);
        clock.reset();
        expiry.forgetGone(1);

        try (Follower follower = follow(alice, "?after=" + start)) {
            assertThat(follower.nextChange().text("/reason")).isEqualTo("too-old");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "*/*", "text/*", "application/json", "application/problem+json",
        "application/json, application/problem+json"})
    void comesWhateverTheClientAccepts(String accept) throws IOException {
        HttpResponse<InputStream> answer = someone().open(port, "/v1/updates/stream", "Accept", accept);
        try (InputStream _ = answer.body()) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            assertThat(answer.headers().firstValue("X-Accel-Buffering")).hasValue("no");
        }
    }

    @Test
    void refusesWhatIsNoCursorOfTheOwner() {
        Person alice = someone();
        String ofAnother = someone().get("/v1/updates").text("/cursor");

        assertThat(refusal(alice, "?after=nonsense")).contains("400", "cursor-invalid");
        assertThat(refusal(alice, "?after=" + ofAnother)).contains("400", "cursor-invalid");
    }

    @Test
    void endsWithItsSessionWithinASecond() {
        Person alice = someone();
        Person other = alice.withSessionSince(clock.instant());
        try (Follower ending = follow(alice, ""); Follower staying = follow(other, "")) {
            ending.next();
            staying.next();
            authority.endSession(alice.session);

            assertThat(ending.ends(SECOND)).isTrue();
            other.sends(other, "still here");
            assertThat(staying.nextChange().text("/chat/id")).isEqualTo(alice.id.toString());
        }
        assertThat(refusal(alice, "")).contains("401");
    }

    @Test
    void endsWithItsAccountWithinASecond() {
        Person alice = someone();
        try (Follower follower = follow(alice, "")) {
            follower.next();
            erase(alice, false);

            assertThat(follower.ends(SECOND)).isTrue();
        }
    }

    @Test
    void makesALostWakeUpGoodAtTheNextHeartBeat() {
        Person alice = someone();
        String id = alice.sends(alice, "moved");
        try (Follower follower = follow(alice, "")) {
            follower.next();
            transaction.executeWithoutResult(_ -> {
                jdbc.sql("update mailbox set seq = seq + 1 where id = :id").param("id", alice.id).update();
                jdbc.sql("update message set seq = seq + 1 where owner_id = :id").param("id", alice.id).update();
            });
            new StreamHeartBeats(streams, changes, NO_PAUSES).beat();

            assertThat(follower.nextChange().text("/message/id")).isEqualTo(id);
            assertThat(follower.next().type()).isEqualTo("heartbeat");
        }
    }

    @Test
    void beatsWhileNothingHappens() {
        Person alice = someone();
        try (Follower follower = follow(alice, "")) {
            String start = follower.next().id();
            new StreamHeartBeats(streams, changes, NO_PAUSES).beat();

            Event beat = follower.next();
            assertThat(beat.type()).isEqualTo("heartbeat");
            assertThat(beat.id()).isEqualTo(start);
        }
    }

    @Test
    void endsAStreamThatIsOldSoThatATokenIsShownAgain() {
        Person alice = someone();
        try (Follower follower = follow(alice, "")) {
            follower.next();
            new StreamHeartBeats(streams, changes,
                    new StreamProperties(Duration.ofHours(1), Duration.ZERO, 20, 10_000, 4, Duration.ZERO)).beat();

            assertThat(follower.ends(SECOND)).isTrue();
        }
    }

    @Test
    void keepsTwentyStreamsAnAccountAndNoMore() {
        Person alice = someone();
        List<Follower> followers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            followers.add(follow(alice.withSessionSince(clock.instant()), ""));
        }

        assertThat(refusal(alice, "")).contains("429", "too-many-streams", "Retry-After");
        followers.forEach(Follower::close);
    }

    @Test
    void replacesTheOldestStreamOfADeviceThatComesAgainAndAgain() {
        Person alice = someone();
        List<Follower> followers = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            followers.add(follow(alice, ""));
        }

        assertThat(followers.getFirst().ends(SECOND)).isTrue();
        eventually(() -> assertThat(streams.of(alice.id)).hasSize(20));
        followers.forEach(Follower::close);
    }

    @Test
    void letsGoOfAStreamWhoseClientIsGone() {
        Person alice = someone();
        Follower follower = follow(alice, "");
        follower.next();
        follower.close();

        eventually(() -> {
            new StreamHeartBeats(streams, changes, NO_PAUSES).beat();
            assertThat(streams.of(alice.id)).isEmpty();
        });
    }

    @Test
    void leavesOthersAloneWhenConnectionsBreak() {
        for (int round = 0; round < 10; round++) {
            Person alice = someone();
            Person bob = someone();
            for (int i = 0; i < 15; i++) {
                follow(alice, "").close();
            }
            List<Follower> followers = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                if (i % 3 == 0) {
                    new StreamHeartBeats(streams, changes, NO_PAUSES).beat();
                }
                followers.add(follow(bob, ""));
            }
            String id = bob.sends(bob, "mine");

            assertThat(followers).allSatisfy(follower -> {
                assertThat(follower.nextChange().text("/chat/id")).isEqualTo(bob.id.toString());
                assertThat(follower.nextChange().text("/message/id")).isEqualTo(id);
            });
            followers.forEach(Follower::close);
        }
    }

    private String refusal(Person person, String query) {
        HttpResponse<InputStream> answer = person.open(port, "/v1/updates/stream" + query);
        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        try (InputStream body = answer.body()) {
            return answer.statusCode() + " " + new String(body.readAllBytes(), StandardCharsets.UTF_8)
                    + answer.headers().firstValue("Retry-After").map(_ -> " Retry-After").orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Follower follow(Person person, String query) {
        return new Follower(person.open(port, "/v1/updates/stream" + query));
    }
}
