package dev.lethe.message.deletion;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.events.DeletionEvent.ChatCleared;
import dev.lethe.events.DeletionEvent.ChatDeleted;
import dev.lethe.message.MessageServiceIT;

class ChatClearingIT extends MessageServiceIT {
    @AfterEach
    void returnToNow() {
        clock.reset();
    }

    @Test
    void emptiesMyChatAndLeavesYours() {
        Person alice = someone();
        Person bob = someone();
        String one = alice.sends(bob, "one");
        String two = bob.sends(alice, "two");
        String cursor = alice.get("/v1/updates").text("/cursor");

        Answer cleared = alice.delete("/v1/chats/" + bob.id + "/messages");

        assertThat(cleared.status()).as(cleared.json().toString()).isEqualTo(200);
        assertThat(cleared.text("/deleted")).isEqualTo("2");
        assertThat(cleared.text("/deletedForOthers")).isEqualTo("0");
        assertThat(alice.get("/v1/chats").text("/chats/0/id")).isEqualTo(bob.id.toString());
        assertThat(alice.textsWith(bob.id)).isEmpty();
        assertThat(bob.textsWith(alice.id)).hasSize(2);
        Answer since = alice.get("/v1/updates?after=" + cursor);
        assertThat(since.json().path("updates")).hasSize(1);
        assertThat(since.json().at("/updates/0/gone/ids").valueStream().map(id -> id.asString()))
                .containsExactlyInAnyOrder(one, two);
        assertThat(since.json().at("/updates/0/gone").has("chat")).isFalse();
        assertThat(clearingsOf(alice)).isZero();
    }

    @Test
    void takesTheChatFromTheListUntilSomethingNewArrives() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "one");
        alice.put("/v1/chats/" + bob.id + "/marks", "{\"archived\":true}");
        String cursor = alice.get("/v1/updates").text("/cursor");

        Answer deleted = alice.delete("/v1/chats/" + bob.id);

        assertThat(deleted.text("/deleted")).isEqualTo("1");
        assertThat(alice.get("/v1/chats").json().path("chats")).isEmpty();
        assertThat(alice.get("/v1/chats/" + bob.id + "/messages").status()).isEqualTo(404);
        assertThat(alice.delete("/v1/chats/" + bob.id).status()).isEqualTo(404);
        Answer since = alice.get("/v1/updates?after=" + cursor);
        assertThat(since.json().at("/updates/1/gone/chat").asBoolean()).isTrue();
        assertThat(since.text("/updates/1/gone/chatId")).isEqualTo(bob.id.toString());
        assertThat(rowsOf(alice)).as("what left, the receipt of the send").isEqualTo(3);
        bob.sends(alice, "are you there?");
        assertThat(alice.textsWith(bob.id)).containsExactly("are you there?");
        assertThat(alice.get("/v1/chats").json().at("/chats/0").has("archived")).isFalse();
    }

    @Test
    void takesBackWhatIsYoungEnoughAndOwn() {
        Person alice = someone();
        Person bob = someone();
        clock.advance(Duration.ofDays(-3));
        alice.sends(bob, "three days old");
        clock.reset();
        String deletedBefore = alice.sends(bob, "deleted for me before");
        alice.delete("/v1/chats/" + bob.id + "/messages/" + deletedBefore);
        alice.sends(bob, "of today");
        bob.sends(alice, "bob's own");

        Answer deleted = alice.delete("/v1/chats/" + bob.id + "?forEveryone=true");

        assertThat(deleted.text("/deleted")).isEqualTo("3");
        assertThat(deleted.text("/deletedForOthers")).isEqualTo("2");
        assertThat(bob.textsWith(alice.id)).containsExactly("bob's own", "three days old");
        assertThat(alice.textsWith(bob.id)).isEmpty();
    }

    @Test
    void worksInBatchesThatDevicesCanFollow() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "the first");
        fill(alice, bob, 2_500);
        String cursor = alice.get("/v1/updates").text("/cursor");

        Answer cleared = alice.delete("/v1/chats/" + bob.id + "/messages");

        assertThat(cleared.text("/deleted")).isEqualTo("2501");
        Answer since = alice.get("/v1/updates?after=" + cursor);
        assertThat(since.json().path("updates").valueStream().map(update -> update.at("/gone/ids").size()))
                .containsExactly(1_000, 1_000, 501);
    }

    @Test
    void emptiesSavedImportedAndServiceChats() {
        Person alice = someone();
        alice.sends(alice, "note");
        alice.post("/v1/imports", """
                {"name":"Old friend","type":"personal_chat","id":4711,"messages":[
                 {"id":1,"type":"message","date":"2020-01-01T10:00:00","date_unixtime":"1577872800",
                  "from":"Old friend","from_id":"user9","text":"from long ago"}]}
                """);
        String imported = alice.get("/v1/chats?limit=2").text("/chats/1/id");

        assertThat(alice.delete("/v1/chats/" + alice.id + "/messages").text("/deleted")).isEqualTo("1");
        assertThat(alice.delete("/v1/chats/" + imported + "?forEveryone=true").text("/deleted")).isEqualTo("1");
        assertThat(alice.get("/v1/chats").json().path("chats")).hasSize(1);
        assertThat(alice.delete("/v1/chats/" + alice.id).text("/deleted")).isEqualTo("0");
        assertThat(alice.get("/v1/chats").json().path("chats")).isEmpty();
    }

    @Test
    void touchesOnePartitionAMailbox() {
        assertThat(staysInOnePartition(EmptiedChats.OLDEST))
                .allSatisfy(plan -> assertThat(plan).contains("owner_id_chat_id_id_idx"));
        assertThat(staysInOnePartition(EmptiedChats.REMOVE)).allSatisfy(plan -> assertThat(plan).contains("Delete on"));
        assertThat(staysInOnePartition(EmptiedChats.WRITTEN))
                .allSatisfy(plan -> assertThat(plan).contains("owner_id_chat_id_id_idx"));
    }

    @Test
    @Tag("case-66")
    void knowsNoChatOfOthers() {
        Person alice = someone();
        Person bob = someone();
        Person eve = someone();
        alice.sends(bob, "between us");

        assertThat(eve.delete("/v1/chats/" + bob.id + "/messages").status()).isEqualTo(404);
        assertThat(eve.delete("/v1/chats/" + bob.id + "?forEveryone=true").status()).isEqualTo(404);
        assertThat(eve.delete("/v1/chats/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(eve.delete("/v1/chats/none").status()).isIn(400, 404);
        assertThat(alice.textsWith(bob.id)).hasSize(1);
        assertThat(bob.textsWith(alice.id)).hasSize(1);
    }

    @Test
    void keepsWhatArrivesWhileItWorks() throws Exception {
        Person alice = someone();
        Person bob = someone();
        for (int round = 0; round < 40; round++) {
            alice.sends(bob, "before");
            String late;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var deletion = threads.submit(() -> alice.delete("/v1/chats/" + bob.id));
                var clearing = threads.submit(() -> alice.delete("/v1/chats/" + bob.id + "/messages"));
                assertThat(deletion.get().status()).isIn(200, 404);
                late = bob.sends(alice, "after");
                assertThat(clearing.get().status()).isIn(200, 404);
            }
            Answer page = alice.get("/v1/chats/" + bob.id + "/messages");
            boolean stands = page.json().path("messages").valueStream()
                    .anyMatch(message -> message.path("id").asString().equals(late));
            long gone = jdbc.sql("select count(*) from gone where owner_id = :owner and :id = any (ids)")
                    .param("owner", alice.id).param("id", Long.parseLong(late)).query(Long.class).single();

            assertThat(stands || gone == 1).as("it stands, or a clearing that began later took it").isTrue();
            assertThat(clearingsOf(alice)).isZero();
        }
    }

    @Test
    void isFinishedByWhoeverFindsItUndone() {
        Person alice = someone();
        Person bob = someone();
        String last = alice.sends(bob, "half done");
        leaveUndone(alice, bob, Long.parseLong(last));
        String later = bob.sends(alice, "came later");

        eventually(() -> assertThat(clearingsOf(alice)).isZero());
        assertThat(alice.textsWith(bob.id)).containsExactly("came later");
        assertThat(bob.textsWith(alice.id)).containsExactly("came later");
        assertThat(later).isNotBlank();
    }

    @Test
    void finishesWhatIsUndoneOfOthersWhenOneFails() {
        Person failing = someone();
        List<Person> others = List.of(someone(), someone(), someone(), someone(), someone());

        refusing("message", failing, () -> {
            leaveUndone(failing, failing, Long.parseLong(failing.sends(failing, "stays")));
            others.forEach(it -> leaveUndone(it, it, Long.parseLong(it.sends(it, "half done"))));
            eventually(() -> assertThat(others).allSatisfy(it -> assertThat(clearingsOf(it)).isZero()));
        });

        assertThat(clearingsOf(failing)).isOne();
        assertThat(failing.textsWith(failing.id)).containsExactly("stays");
    }

    @Test
    @Tag("case-26")
    void emptiesAgainWhatARestoreBroughtBack() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        String toBob = alice.sends(bob, "cleared");
        String toCarol = alice.sends(carol, "deleted");
        String kept = bob.sends(alice, "later");

        events.publish("message-service", new ChatCleared(alice.id, bob.id, Long.parseLong(toBob)));
        events.publish("message-service", new ChatDeleted(alice.id, carol.id, Long.parseLong(toCarol)));
        events.publish("message-service", new ChatDeleted(alice.id, bob.id, 1));
        events.publish("message-service", new ChatDeleted(UUID.randomUUID(), bob.id, Long.MAX_VALUE));

        eventually(() -> assertThat(alice.textsWith(bob.id)).containsExactly("later"));
        eventually(() -> assertThat(alice.get("/v1/chats").json().path("chats")).hasSize(1));
        assertThat(bob.textsWith(alice.id)).hasSize(2);
        assertThat(carol.textsWith(alice.id)).containsExactly("deleted");
        assertThat(kept).isNotBlank();
    }

    @Test
    @Tag("case-18")
    void leavesAloneWhatWasImportedAgainSince() {
        Person alice = someone();
        String export = """
                {"name":"Old friend","type":"personal_chat","id":4711,"messages":[
                 {"id":1,"type":"message","date":"2020-01-01T10:00:00","date_unixtime":"1577872800",
                  "from":"Old friend","from_id":"user9","text":"from long ago"}]}
                """;
        alice.post("/v1/imports", export);
        UUID imported = UUID.fromString(alice.get("/v1/chats").text("/chats/0/id"));
        alice.delete("/v1/chats/" + imported);
        clock.advance(Duration.ofMinutes(5));
        alice.post("/v1/imports", export);
        String marker = alice.sends(alice, "marker");

        events.publish("message-service", new ChatDeleted(alice.id, imported, Long.MAX_VALUE));
        events.publish("message-service", new ChatCleared(alice.id, alice.id, Long.parseLong(marker)));

        eventually(() -> assertThat(alice.textsWith(alice.id)).isEmpty());
        assertThat(alice.textsWith(imported)).containsExactly("from long ago");
    }

    @Test
    @Tag("case-83")
    void leavesAloneWhatAnImportIsWritingAnew() {
        Person alice = someone();
        alice.post("/v1/imports", """
                {"name":"Old friend","type":"personal_chat","id":4712,"messages":[
                 {"id":1,"type":"message","date":"2020-01-01T10:00:00","date_unixtime":"1577872800",
                  "from":"Old friend","from_id":"user9","text":"from long ago"}]}
                """);
        UUID imported = UUID.fromString(alice.get("/v1/chats").text("/chats/0/id"));
        jdbc.sql("delete from chat where owner_id = :owner and chat_id = :chat").param("owner", alice.id)
                .param("chat", imported).update();
        jdbc.sql("""
                insert into import_chat (owner_id, job_id, chat_id, staged_id)
                values (:owner, gen_random_uuid(), :chat, :chat)""").param("owner", alice.id).param("chat", imported)
                .update();
        String marker = alice.sends(alice, "marker");

        events.publish("message-service", new ChatDeleted(alice.id, imported, Long.MAX_VALUE));
        events.publish("message-service", new ChatCleared(alice.id, alice.id, Long.parseLong(marker)));

        eventually(() -> assertThat(alice.textsWith(alice.id)).isEmpty());
        eventually(() -> assertThat(clearingsOf(alice)).isZero());
        assertThat(jdbc.sql("select count(*) from message where owner_id = :owner and chat_id = :chat")
                .param("owner", alice.id).param("chat", imported).query(Long.class).single()).isOne();
    }

    private long clearingsOf(Person person) {
        return jdbc.sql("select count(*) from chat_clearing where owner_id = :owner")
                .param("owner", person.id)
                .query(Long.class)
                .single();
    }

    private void leaveUndone(Person owner, Person partner, long upTo) {
        jdbc.sql("""
                insert into chat_clearing
                       (owner_id, chat_id, up_to_id, whole_chat, others_from_id, session_start, touched_at)
                values (:owner, :chat, :upTo, true, 0, :epoch, :epoch)
                """)
                .param("owner", owner.id)
                .param("chat", partner.id)
                .param("upTo", upTo)
                .param("epoch", Timestamp.from(Instant.EPOCH))
                .update();
    }

    // Copies that nobody opens.
    private void fill(Person owner, Person partner, int count) {
        List<Long> ids = IntStream.range(0, count).mapToObj(i -> 1_000_000L + i).toList();
        jdbc.sql("""
                insert into message (owner_id, id, chat_id, author_id, kind, body, seq)
                select :owner, id, :chat, :owner, 'text', '\\x00', 0 from unnest(:ids) as t (id)
                """)
                .param("owner", owner.id)
                .param("chat", partner.id)
                .param("ids", ids.stream().mapToLong(Long::longValue).toArray())
                .update();
    }
}
