package dev.lethe.message.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;

import io.micrometer.core.instrument.MeterRegistry;

import dev.lethe.message.MessageServiceIT;

class HistoryIT extends MessageServiceIT {
    @Autowired
    private MeterRegistry meters;

    @AfterEach
    void returnToNow() {
        clock.reset();
    }

    @Test
    void leadsThroughTheWholeHistoryInBothDirections() {
        Person alice = someone();
        Person bob = someone();
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            sent.add(alice.sends(bob, "number " + i));
        }
        String chat = "/v1/chats/" + alice.id + "/messages";

        Answer newest = bob.get(chat + "?limit=3");
        Answer middle = bob.get(chat + "?limit=3&before=" + newest.text("/older"));
        Answer oldest = bob.get(chat + "?limit=3&before=" + middle.text("/older"));
        Answer back = bob.get(chat + "?limit=3&after=" + oldest.text("/newer"));

        assertThat(ids(newest)).containsExactly(sent.get(6), sent.get(5), sent.get(4));
        assertThat(ids(middle)).containsExactly(sent.get(3), sent.get(2), sent.get(1));
        assertThat(ids(oldest)).containsExactly(sent.get(0));
        assertThat(oldest.json().has("older")).isFalse();
        assertThat(ids(back)).isEqualTo(ids(middle));
    }

    @Test
    void givesFiftyAPageWhenNoLimitIsAskedFor() {
        Person alice = someone();
        for (int i = 1; i <= 51; i++) {
            alice.sends(alice, "number " + i);
        }
        String chat = "/v1/chats/" + alice.id + "/messages";

        Answer page = alice.get(chat);

        assertThat(page.json().path("messages")).hasSize(50);
        assertThat(alice.get(chat + "?before=" + page.text("/older")).json().path("messages")).hasSize(1);
    }

    @Test
    void showsWhatCameLaterBehindTheNewestCursor() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "one");
        String chat = "/v1/chats/" + alice.id + "/messages";
        String newest = bob.get(chat).text("/newer");

        String later = alice.sends(bob, "two");

        assertThat(ids(bob.get(chat + "?after=" + newest))).containsExactly(later);
    }

    @Test
    void refusesCursorsOfOthersAndOfOtherChats() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "to bob");
        alice.sends(alice, "to myself");
        String cursor = alice.get("/v1/chats/" + bob.id + "/messages").text("/newer");

        assertThat(alice.get("/v1/chats/" + alice.id + "/messages?before=" + cursor).text("/code"))
                .isEqualTo("cursor-invalid");
        assertThat(bob.get("/v1/chats/" + alice.id + "/messages?before=" + cursor).text("/code"))
                .isEqualTo("cursor-invalid");
        assertThat(alice.get("/v1/chats/" + bob.id + "/messages?before=" + cursor + "=").text("/code"))
                .isEqualTo("cursor-invalid");
        assertThat(alice.get("/v1/chats/" + bob.id + "/messages?before=nonsense").status()).isEqualTo(400);
        assertThat(alice.get("/v1/chats/" + bob.id + "/messages?limit=101").status()).isEqualTo(400);
    }

    @Test
    @Tag("case-66")
    void knowsNoChatOfOthers() {
        Person alice = someone();
        Person bob = someone();
        Person eve = someone();
        String id = alice.sends(bob, "between us");

        Answer notHers = eve.get("/v1/chats/" + bob.id + "/messages");
        Answer notThere = eve.get("/v1/chats/" + UUID.randomUUID() + "/messages");

        assertThat(notHers.status()).isEqualTo(404);
        assertThat(notHers.json()).isEqualTo(notThere.json());
        assertThat(eve.delete("/v1/chats/" + bob.id + "/messages/" + id).status()).isEqualTo(404);
        assertThat(eve.put("/v1/chats/" + bob.id + "/read", "{\"upTo\":\"" + id + "\"}").status()).isEqualTo(404);
        assertThat(bob.textsWith(alice.id)).containsExactly("between us");
    }

    @Test
    @Tag("case-51")
    void opensNothingThatWasMovedToAnotherRow() {
        Person alice = someone();
        Person bob = someone();
        long first = Long.parseLong(alice.sends(bob, "the first"));
        long second = Long.parseLong(alice.sends(bob, "the second"));

        jdbc.sql("""
                update message m set body = o.body
                  from message o
                 where m.owner_id = :owner and o.owner_id = :owner and m.id in (:first, :second)
                   and o.id in (:first, :second) and m.id <> o.id
                """).param("owner", alice.id).param("first", first).param("second", second).update();

        Answer page = alice.get("/v1/chats/" + bob.id + "/messages");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.json().path("messages").valueStream().map(message -> message.path("kind").asString()))
                .containsExactly("unreadable", "unreadable");
        assertThat(page.json().toString()).doesNotContain("the first", "the second");
        assertThat(meters.counter("lethe.seal.broken", "place", "message.body").count()).isPositive();
        assertThat(bob.textsWith(alice.id)).containsExactly("the second", "the first");
    }

    @Test
    @Tag("case-51")
    void showsWhatStandsAroundARowWhoseSealDoesNotHold() {
        Person alice = someone();
        Person bob = someone();
        String cursor = bob.get("/v1/updates").text("/cursor");
        alice.sends(bob, "before");
        String broken = alice.sends(bob, "broken");
        bob.post("/v1/chats/" + alice.id + "/messages", "{\"clientId\":\"%s\",\"text\":\"reply\",\"replyTo\":\"%s\"}"
                .formatted(UUID.randomUUID(), broken));
        jdbc.sql("update message set body = '\\x00' where owner_id = :owner and id = :id")
                .param("owner", bob.id).param("id", Long.parseLong(broken)).update();

        Answer updates = bob.get("/v1/updates?after=" + cursor);
        String chat = "/v1/chats/" + alice.id + "/messages";

        assertThat(bob.textsWith(alice.id)).containsExactly("reply", "", "before");
        assertThat(bob.get(chat).json().at("/messages/1").propertyNames())
                .containsExactlyInAnyOrder("id", "chatId", "kind", "at", "author");
        assertThat(updates.status()).isEqualTo(200);
        assertThat(updates.json().path("updates").valueStream().map(update -> update.at("/message/kind").asString("")))
                .containsExactly("", "text", "unreadable", "text");
        assertThat(bob.post("/v1/chats/" + bob.id + "/messages",
                "{\"clientId\":\"%s\",\"forward\":{\"chatId\":\"%s\",\"messageId\":\"%s\"}}"
                        .formatted(UUID.randomUUID(), alice.id, broken))
                .text("/code")).isEqualTo("not-forwardable");
        bob.delete(chat + "/" + broken);
        assertThat(bob.textsWith(alice.id)).containsExactly("reply", "before");
    }

    @Test
    @Tag("case-51")
    void opensNothingThatWasMovedToAnotherMailbox() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "for two");

        jdbc.sql("""
                update message m set body = o.body
                  from message o
                 where m.owner_id = :bob and o.owner_id = :alice and m.id = o.id
                """).param("alice", alice.id).param("bob", bob.id).update();

        assertThat(bob.get("/v1/chats/" + alice.id + "/messages").text("/messages/0/kind")).isEqualTo("unreadable");
    }

    @Test
    void showsWhatIsAroundAMessageOrItsPlace() {
        Person alice = someone();
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            sent.add(alice.sends(alice, "number " + i));
        }
        String chat = "/v1/chats/" + alice.id + "/messages";

        Answer around = alice.get(chat + "?limit=4&around=" + sent.get(4));
        alice.delete(chat + "/" + sent.get(4));
        Answer place = alice.get(chat + "?limit=4&around=" + sent.get(4));

        assertThat(ids(around)).containsExactly(sent.get(6), sent.get(5), sent.get(4), sent.get(3));
        assertThat(ids(place)).containsExactly(sent.get(6), sent.get(5), sent.get(3), sent.get(2));
        assertThat(ids(alice.get(chat + "?limit=2&before=" + around.text("/older"))))
                .containsExactly(sent.get(2), sent.get(1));
        assertThat(ids(alice.get(chat + "?after=" + around.text("/newer"))))
                .containsExactly(sent.get(8), sent.get(7));
        Answer first = alice.get(chat + "?limit=3&around=" + sent.get(0));
        assertThat(ids(first)).containsExactly(sent.get(1), sent.get(0));
        assertThat(first.json().has("older")).isFalse();
        assertThat(ids(alice.get(chat + "?limit=1&around=" + sent.get(8)))).containsExactly(sent.get(8));
        assertThat(ids(alice.get(chat + "?limit=4&around=9223372036854775807")))
                .containsExactly(sent.get(8), sent.get(7));
        assertThat(ids(alice.get(chat + "?limit=4&around=0"))).containsExactly(sent.get(1), sent.get(0));
    }

    @Test
    void beginsAtAMomentAndLeadsBothWays() {
        Person alice = someone();
        clock.advance(Duration.ofHours(-2));
        String early = alice.sends(alice, "early");
        clock.reset();
        Instant hourAgo = clock.instant().minus(Duration.ofHours(1));
        String one = alice.sends(alice, "one");
        String two = alice.sends(alice, "two");
        String chat = "/v1/chats/" + alice.id + "/messages";

        Answer page = alice.get(chat + "?limit=1&at=" + hourAgo);
        Answer tomorrow = alice.get(chat + "?at=" + clock.instant().plus(Duration.ofDays(1)));

        assertThat(ids(page)).containsExactly(one);
        assertThat(ids(alice.get(chat + "?after=" + page.text("/newer")))).containsExactly(two);
        assertThat(ids(alice.get(chat + "?before=" + page.text("/older")))).containsExactly(early);
        assertThat(ids(tomorrow)).isEmpty();
        assertThat(ids(alice.get(chat + "?before=" + tomorrow.text("/older")))).containsExactly(two, one, early);
        assertThat(ids(alice.get(chat + "?at=1900-01-01T00:00:00Z"))).containsExactly(two, one, early);
        assertThat(ids(alice.get(chat + "?at=9999-12-31T23:59:59Z"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0001-01-01T00:00:00Z", "%2B10000-01-01T00:00:00Z", "%2B1000000000-12-31T23:59:59Z",
        "Fri,%2001%20Jan%202021%2000:00:00%20GMT", "2021-01-01", "yesterday"})
    void takesMomentsOfYearsWithFourDigitsAlone(String moment) {
        Person alice = someone();

        Answer refused = alice.get("/v1/chats/" + alice.id + "/messages?at=" + moment);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/field")).isEqualTo("at");
    }

    @Test
    void takesOnePlaceAtATime() {
        Person alice = someone();
        String id = alice.sends(alice, "here");
        String chat = "/v1/chats/" + alice.id + "/messages";

        assertThat(alice.get(chat + "?around=" + id + "&at=2026-01-01T00:00:00Z").status()).isEqualTo(400);
        assertThat(alice.get(chat + "?around=x").text("/errors/0/field")).isEqualTo("around");
        assertThat(alice.get("/v1/chats/" + UUID.randomUUID() + "/messages?around=" + id).status()).isEqualTo(404);
    }

    private static List<String> ids(Answer page) {
        return page.json().path("messages").valueStream().map(message -> id(message)).toList();
    }

    private static String id(JsonNode message) {
        return message.path("id").asString();
    }
}
