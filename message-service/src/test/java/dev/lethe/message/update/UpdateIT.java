package dev.lethe.message.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.web.client.HttpClientErrorException;

import tools.jackson.databind.JsonNode;

import dev.lethe.message.MessageServiceIT;
import dev.lethe.message.mailbox.SqlArrays;
import dev.lethe.test.TestPeer;

class UpdateIT extends MessageServiceIT {
    @Autowired
    private UpdateExpiry expiry;
    @Autowired
    private Environment environment;

    @AfterEach
    void returnToNow() {
        clock.reset();
    }

    @Test
    void tellsWhatHappenedInItsOrder() {
        Person alice = someone();
        Person bob = someone();
        String start = start(bob);
        String one = alice.sends(bob, "one");
        String two = bob.sends(alice, "two");
        bob.delete("/v1/chats/" + alice.id + "/messages/" + one);
        alice.put("/v1/chats/" + bob.id + "/read", "{\"upTo\":\"" + two + "\"}");

        Answer since = bob.get("/v1/updates?after=" + start);

        assertThat(types(since)).containsExactly("message", "gone", "chat");
        assertThat(since.text("/updates/0/message/id")).isEqualTo(two);
        assertThat(since.text("/updates/1/gone/ids/0")).isEqualTo(one);
        assertThat(since.text("/updates/2/chat/partnerReadUpTo")).isEqualTo(two);
        assertThat(since.json().path("more").asBoolean()).isFalse();
    }

    @Test
    void bringsANewChatBeforeItsFirstMessage() {
        Person alice = someone();
        Person bob = someone();
        String start = start(bob);
        alice.sends(bob, "hello");

        assertThat(types(bob.get("/v1/updates?after=" + start))).containsExactly("chat", "message");
        assertThat(types(bob.get("/v1/updates?limit=1&after=" + start))).containsExactly("chat", "message");
    }

    @Test
    void leavesNothingOutBetweenPages() {
        Person alice = someone();
        Person bob = someone();
        String cursor = start(bob);
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            sent.add(alice.sends(bob, "message " + i));
        }

        List<String> seen = new ArrayList<>();
        boolean more = true;
        while (more) {
            Answer batch = bob.get("/v1/updates?limit=4&after=" + cursor);
            batch.json()
                    .path("updates")
                    .valueStream()
                    .filter(update -> update.has("message"))
                    .forEach(update -> seen.add(update.at("/message/id").asString()));
            cursor = batch.text("/cursor");
            more = batch.json().path("more").asBoolean();
        }

        assertThat(seen).isEqualTo(sent);
        assertThat(types(bob.get("/v1/updates?after=" + cursor))).isEmpty();
    }

    @Test
    void tellsDevicesThatWereAwayTooLongToStartAnew() {
        Person alice = someone();
        clock.advance(Duration.ofDays(-31));
        String start = start(alice);
        String id = alice.sends(alice, "forgotten");
        alice.delete("/v1/chats/" + alice.id + "/messages/" + id);
        String fresh = start(alice);
        clock.reset();
        expiry.forgetGone(1);

        Answer late = alice.get("/v1/updates?after=" + start);
        Answer current = alice.get("/v1/updates?after=" + fresh);

        assertThat(late.text("/reset")).isEqualTo("too-old");
        assertThat(types(late)).isEmpty();
        assertThat(alice.get("/v1/updates?after=" + late.text("/cursor")).json().has("reset")).isFalse();
        assertThat(current.json().has("reset")).isFalse();
    }

    @Test
    void resetsCursorsFromBeforeARestore() {
        Person alice = someone();
        alice.sends(alice, "before");
        String before = start(alice);
        TestPeer.as("operator", environment).post().uri("/internal/v1/restored").retrieve().toBodilessEntity();

        assertThat(alice.get("/v1/updates?after=" + before).text("/reset")).isEqualTo("other-era");
    }

    @Test
    void tellsItsHealthInAllDetailsToOperatorsOnly() {
        JsonNode health = Objects.requireNonNull(TestPeer.as("operator", environment).get()
                .uri("/internal/v1/health").retrieve().body(JsonNode.class));

        assertThat(health.at("/components/erasure/details/stuckErasures").isNumber()).isTrue();
        assertThat(health.at("/components/deadLetters/details/waiting").isNumber()).isTrue();
        assertThatThrownBy(() -> TestPeer.as("media-service", environment).get().uri("/internal/v1/health").retrieve()
                .toBodilessEntity()).isInstanceOf(HttpClientErrorException.Forbidden.class);
    }

    @Test
    void forgetsWhatLeftOthersWhenOneMailboxFails() {
        List<Person> people = List.of(someone(), someone(), someone());

        refusing("gone", people.get(1), () -> {
            clock.advance(Duration.ofDays(-31));
            people.forEach(person -> person
                    .delete("/v1/chats/" + person.id + "/messages/" + person.sends(person, "gone")));
            clock.reset();
            expiry.forgetGone(1);
        });

        assertThat(jdbc.sql("select owner_id from gone where owner_id = any (cast(:ids as uuid[]))")
                .param("ids", SqlArrays.uuids(people.stream().map(person -> person.id).toList())).query(UUID.class)
                .list()).containsExactly(people.get(1).id);
    }

    @Test
    void keepsClientIdsForADayAndThenForgetsThem() {
        Person alice = someone();
        UUID young = UUID.randomUUID();
        UUID old = UUID.randomUUID();
        clock.advance(Duration.ofHours(-25));
        alice.send(alice.id, old, "of yesterday");
        clock.advance(Duration.ofHours(2));
        alice.send(alice.id, young, "of today");
        clock.reset();
        expiry.forgetSends(1);

        alice.send(alice.id, young, "of today");
        alice.send(alice.id, old, "of yesterday");

        assertThat(alice.textsWith(alice.id)).containsExactly("of yesterday", "of today", "of yesterday");
    }

    @Test
    void forgetsClientIdsByTheTimeOfTheSendWhereIdsAreAhead() {
        Person alice = someone();
        alice.sends(alice, "so that there is a mailbox");
        jdbc.sql("update mailbox set last_id = last_id + (31536000000 << 20) where id = :id").param("id", alice.id)
                .update();
        String yesterday = alice.sends(alice, "of yesterday");
        jdbc.sql("update sent set ahead = ahead + 90000000 where id = :id").param("id", Long.parseLong(yesterday))
                .update();
        alice.sends(alice, "of today");

        expiry.forgetSends(1);

        assertThat(jdbc.sql("select count(*) from sent where owner_id = :owner").param("owner", alice.id)
                .query(Long.class).single()).isEqualTo(2);
    }

    @Test
    void forgetsClientIdsOfSendsThatAWrongClockDatedAhead() {
        Person alice = someone();
        jdbc.sql("""
                insert into sent (owner_id, client_id, id, digest)
                select :owner, gen_random_uuid(), ((extract(epoch from now())::bigint + ahead) * 1000) << 20, '\\x00'
                  from unnest(array[3600, 2 * 86400, 4000000000]) as a (ahead)
                """).param("owner", alice.id).update();

        expiry.forgetSends(1);

        assertThat(jdbc.sql("select count(*) from sent where owner_id = :owner").param("owner", alice.id)
                .query(Long.class).single()).isOne();
    }

    @Test
    void forgetsOldClientIdsInAllPartsOfTheTable() {
        Person alice = someone();
        jdbc.sql("""
                insert into sent (owner_id, client_id, id, digest)
                select :owner, gen_random_uuid(), n << 20, '\\x00' from generate_series(1, 20000) n
                """).param("owner", alice.id).update();
        UUID young = UUID.randomUUID();
        alice.send(alice.id, young, "young");

        for (int part = 0; part <= 20; part++) {
            expiry.forgetSends(20);
        }

        assertThat(jdbc.sql("select client_id from sent where owner_id = :owner").param("owner", alice.id)
                .query(UUID.class).list()).containsExactly(young);
        assertThat(
                String.join("", jdbc.sql("explain delete from sent where ctid >= '(0,0)' and ctid < '(9,0)' and id < 1")
                        .query(String.class).list()))
                .contains("Tid Range Scan");
    }

    @Test
    void forgetsNoClientIdWhenAClockRunsAhead() {
        Person alice = someone();
        UUID clientId = UUID.randomUUID();
        alice.send(alice.id, clientId, "once");
        clock.advance(Duration.ofDays(400));
        expiry.forgetSends(1);
        clock.reset();

        alice.send(alice.id, clientId, "once");

        assertThat(alice.textsWith(alice.id)).containsExactly("once");
    }

    private static String start(Person person) {
        return person.get("/v1/updates").text("/cursor");
    }

    private static List<String> types(Answer batch) {
        return batch.json().path("updates").valueStream().map(UpdateIT::type).toList();
    }

    private static String type(JsonNode update) {
        return update.path("type").asString();
    }
}
