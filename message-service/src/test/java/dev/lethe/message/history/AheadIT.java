package dev.lethe.message.history;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

import tools.jackson.databind.JsonNode;

import dev.lethe.message.group.GroupServiceIT;
import dev.lethe.test.TestPeer;

/// A clock was a year ahead once: what was sent then has put the ids of a mailbox there.
class AheadIT extends GroupServiceIT {
    private static final Duration YEAR = Duration.ofDays(365);

    @Autowired
    private Environment environment;

    @AfterEach
    void returnToNow() {
        clock.reset();
    }

    @Test
    @Tag("case-20")
    void datesWhatIsSentByTheTimeOfItsSending() {
        Person alice = someone();
        Person bob = someone();
        String before = alice.sends(bob, "before");
        jump(alice);
        Instant begun = clock.instant();

        Answer sent = bob.send(alice.id, UUID.randomUUID(), "now");

        assertThat(Long.parseLong(sent.text("/id"))).isGreaterThan(Long.parseLong(before) + (YEAR.toMillis() << 20));
        UUID group = group(bob, "Together", alice);
        for (JsonNode at : List.of(sent.json().path("at"),
                alice.get("/v1/chats/" + bob.id + "/messages").json().at("/messages/0/at"),
                bob.get("/v1/chats/" + alice.id + "/messages").json().at("/messages/0/at"),
                alice.get("/v1/chats").json().at("/chats/1/lastMessage/at"),
                alice.get("/v1/chats/" + group + "/messages").json().at("/messages/0/at"),
                alice.get("/v1/search?q=now").json().at("/hits/0/message/at"))) {
            assertThat(Instant.parse(at.asString())).isBetween(begun.minusSeconds(5), clock.instant());
        }
        assertThat(Instant.ofEpochSecond(alice.get("/v1/exports?chatId=" + bob.id).json()
                .at("/messages/1/date_unixtime").asLong())).isBetween(begun.minusSeconds(5), clock.instant());
    }

    @Test
    void answersARetryWithTheTimeOfTheSending() {
        Person alice = someone();
        jump(alice);
        UUID clientId = UUID.randomUUID();
        Answer sent = alice.send(alice.id, clientId, "once");

        assertThat(alice.send(alice.id, clientId, "once").json()).isEqualTo(sent.json());
        alice.delete("/v1/chats/" + alice.id + "/messages/" + sent.text("/id"));
        assertThat(alice.send(alice.id, clientId, "once").text("/at")).isEqualTo(sent.text("/at"));
    }

    @Test
    void endsTheTimeForEditsAndForDeletionsForEveryone() {
        Person alice = someone();
        Person bob = someone();
        jump(alice);
        String old = alice.sends(bob, "two days old");
        age(old, Duration.ofHours(49));
        String young = alice.sends(bob, "of today");
        String chat = "/v1/chats/" + bob.id + "/messages";

        assertThat(alice.patch(chat + "/" + old, "{\"text\":\"changed\"}").text("/code")).isEqualTo("edit-too-late");
        assertThat(alice.delete(chat + "/" + old + "?forEveryone=true").text("/code"))
                .isEqualTo("deletion-not-covered");
        assertThat(alice.patch(chat + "/" + young, "{\"text\":\"changed\"}").status()).isEqualTo(200);
        assertThat(alice.delete(chat + "?forEveryone=true").text("/deletedForOthers")).isEqualTo("1");
        assertThat(bob.textsWith(alice.id)).containsExactly("two days old");
    }

    @Test
    void letsAnErasureTakeBackWhatIsYoungEnough() {
        Person alice = someone();
        Person bob = someone();
        jump(alice);
        age(alice.sends(bob, "two days old"), Duration.ofHours(49));
        alice.sends(bob, "of today");

        erase(alice, true);

        eventually(() -> assertThat(bob.textsWith(alice.id)).containsExactly("two days old"));
    }

    @Test
    void findsTheFirstMessageAtAMoment() {
        Person alice = someone();
        clock.advance(Duration.ofHours(-3));
        alice.sends(alice, "before the jump");
        clock.reset();
        dateAhead(alice, alice.sends(alice, "by the wrong clock"));
        jump(alice);
        age(alice.sends(alice, "two hours ago"), Duration.ofHours(2));
        alice.sends(alice, "now");

        Answer page = alice.get("/v1/chats/" + alice.id + "/messages?at="
                + clock.instant().minus(Duration.ofHours(1)));

        assertThat(page.json().path("messages").findValuesAsString("text")).containsExactly("now");
        assertThat(alice.get("/v1/chats/" + alice.id + "/messages?before=" + page.text("/older")).json()
                .path("messages")).hasSize(3);
    }

    @Test
    void findsNothingAtAMomentBehindAllMessagesUntilMoreComes() {
        Person alice = someone();
        jump(alice);
        alice.sends(alice, "now");
        String chat = "/v1/chats/" + alice.id + "/messages";

        Answer page = alice.get(chat + "?at=" + clock.instant().plus(Duration.ofHours(1)));
        alice.sends(alice, "later");

        assertThat(page.json().path("messages")).isEmpty();
        assertThat(alice.get(chat + "?after=" + page.text("/newer")).json().path("messages")
                .findValuesAsString("text")).containsExactly("later");
        assertThat(alice.get(chat + "?before=" + page.text("/older")).json().path("messages")
                .findValuesAsString("text")).containsExactly("now");
    }

    @Test
    void datesNothingIntoThePastWhenAClockIsBehind() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "in time");
        Instant begun = clock.instant();
        clock.advance(Duration.ofDays(-2));

        Answer sent = bob.send(alice.id, UUID.randomUUID(), "by a clock that is behind");
        clock.reset();

        assertThat(Instant.parse(sent.text("/at"))).isBetween(begun.minusSeconds(5), clock.instant());
        assertThat(jdbc.sql("select count(*) from message where owner_id = :id and ahead is not null")
                .param("id", alice.id).query(Long.class).single()).isZero();
    }

    @Test
    void notesNothingWhereIdsAreNotAhead() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "one");
        bob.sends(alice, "two");
        group(alice, "Together", bob);

        assertThat(jdbc.sql("select count(*) from message where owner_id in (:a, :b) and ahead is not null")
                .param("a", alice.id).param("b", bob.id).query(Long.class).single()).isZero();
    }

    @Test
    void isShownToOperators() {
        Person alice = someone();
        jump(alice);
        alice.sends(alice, "ahead");

        JsonNode health = Objects.requireNonNull(TestPeer.as("operator", environment).get()
                .uri("/internal/v1/health").retrieve().body(JsonNode.class));

        assertThat(health.at("/components/idsAhead/details/copiesSinceStart").asLong()).isPositive();
        assertThat(health.at("/components/idsAhead/details/furthest").asString()).startsWith("PT8");
    }

    @Test
    void showsOperatorsThatClocksAreApart() {
        clock.advance(Duration.ofHours(-3));

        JsonNode health = Objects.requireNonNull(TestPeer.as("operator", environment).get()
                .uri("/internal/v1/health").retrieve().body(JsonNode.class));

        assertThat(health.at("/components/idsAhead/details/clocksApart").asString()).matches("PT(3H|2H59M).*");
    }

    private void jump(Person person) {
        String note = person.sends(person, "so that there is a mailbox");
        jdbc.sql("update mailbox set last_id = last_id + (:ahead << 20) where id = :id")
                .param("ahead", YEAR.toMillis()).param("id", person.id).update();
        jdbc.sql("delete from message where owner_id = :owner and id = :id").param("owner", person.id)
                .param("id", Long.parseLong(note)).update();
    }

    private void age(String id, Duration by) {
        jdbc.sql("update message set ahead = ahead + :by where id = :id").param("by", by.toMillis())
                .param("id", Long.parseLong(id)).update();
    }

    private void dateAhead(Person person, String id) {
        jdbc.sql("update message set id = id + (:ahead << 20) where owner_id = :owner and id = :id")
                .param("ahead", YEAR.toMillis()).param("owner", person.id).param("id", Long.parseLong(id)).update();
    }
}
