package dev.lethe.message.history;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.lethe.events.DeletionEvent.MessagesDeleted;
import dev.lethe.message.MessageServiceIT;

class DeletionForEveryoneIT extends MessageServiceIT {
    @Autowired
    private CopyBudget budget;

    @AfterEach
    void returnToNow() {
        clock.reset();
    }

    @Test
    void takesAnOwnMessageBackFromBoth() {
        Person alice = someone();
        Person bob = someone();
        String id = alice.sends(bob, "take back");
        alice.sends(bob, "stays");
        String cursor = bob.get("/v1/updates").text("/cursor");

        Answer deleted = alice.delete(chat(bob) + "/" + id + "?forEveryone=true");

        assertThat(deleted.status()).as(deleted.json().toString()).isEqualTo(200);
        assertThat(deleted.text("/deleted")).isEqualTo("1");
        assertThat(deleted.text("/deletedForOthers")).isEqualTo("1");
        assertThat(alice.textsWith(bob.id)).containsExactly("stays");
        assertThat(bob.textsWith(alice.id)).containsExactly("stays");
        Answer since = bob.get("/v1/updates?after=" + cursor);
        assertThat(since.text("/updates/0/gone/ids/0")).isEqualTo(id);
        assertThat(since.text("/updates/0/gone/chatId")).isEqualTo(alice.id.toString());
        assertThat(alice.delete(chat(bob) + "/" + id + "?forEveryone=true").text("/deleted")).isEqualTo("0");
    }

    @Test
    @Tag("case-86")
    void weighsWhatIsTakenBackApartFromWhatWasWritten() {
        Person alice = someone();
        Person bob = someone();
        String one = alice.sends(bob, "one");
        String two = alice.sends(bob, "two");
        budget.spend(alice.id, 60_000 - 4);
        budget.spendOnTakingBack(alice.id, 60_000 - 2);

        assertThat(deletion(alice, bob, true, one, two).text("/code")).isEqualTo("too-many-copies");
        assertThat(deletion(alice, bob, false, two).text("/deleted")).isEqualTo("1");
        assertThat(deletion(alice, bob, true, one).text("/deletedForOthers")).isEqualTo("1");
        clock.advance(Duration.ofMinutes(1));
        String three = alice.sends(bob, "three");
        assertThat(deletion(alice, bob, true, three).text("/deletedForOthers")).isEqualTo("1");
    }

    @Test
    void countsOnlyCopiesThatStood() {
        Person alice = someone();
        Person bob = someone();
        String one = alice.sends(bob, "one");
        String two = alice.sends(bob, "two");
        bob.delete(chat(alice) + "/" + one);

        Answer deleted = deletion(alice, bob, true, one, two, two, "12345");
        Answer again = deletion(alice, bob, true, one, two);

        assertThat(deleted.text("/deleted")).isEqualTo("2");
        assertThat(deleted.text("/deletedForOthers")).isEqualTo("1");
        assertThat(again.text("/deleted")).isEqualTo("0");
        assertThat(again.text("/deletedForOthers")).isEqualTo("0");
        assertThat(bob.textsWith(alice.id)).isEmpty();
    }

    @Test
    void deletesNothingIfOneIsSomebodyElsesOrTooOld() {
        Person alice = someone();
        Person bob = someone();
        clock.advance(Duration.ofHours(-49));
        String old = alice.sends(bob, "old");
        clock.reset();
        String hers = alice.sends(bob, "hers");
        String his = bob.sends(alice, "his");

        Answer refused = deletion(alice, bob, true, hers, his, old);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/code")).isEqualTo("deletion-not-covered");
        assertThat(refused.json().path("errors").valueStream().map(error -> error.path("field").asString()))
                .containsExactly("ids[1]", "ids[2]");
        assertThat(alice.delete(chat(bob) + "/" + his + "?forEveryone=true").status()).isEqualTo(409);
        assertThat(alice.textsWith(bob.id)).hasSize(3);
        assertThat(bob.textsWith(alice.id)).hasSize(3);
        assertThat(deletion(alice, bob, false, hers, his, old).text("/deleted")).isEqualTo("3");
        assertThat(bob.textsWith(alice.id)).hasSize(3);
    }

    @Test
    void takesSavedMessagesWhateverTheirAge() {
        Person alice = someone();
        clock.advance(Duration.ofDays(-30));
        String id = alice.sends(alice, "old note");
        clock.reset();

        assertThat(alice.delete(chat(alice) + "/" + id + "?forEveryone=true").status()).isEqualTo(200);
        assertThat(alice.textsWith(alice.id)).isEmpty();
    }

    @Test
    void takesTheQuotesAndTheSearchEntriesWithIt() {
        Person alice = someone();
        Person bob = someone();
        String id = alice.sends(bob, "regretted words");
        bob.post(chat(alice), "{\"clientId\":\"%s\",\"text\":\"reply\",\"replyTo\":\"%s\"}"
                .formatted(UUID.randomUUID(), id));

        alice.delete(chat(bob) + "/" + id + "?forEveryone=true");

        for (Answer page : List.of(alice.get(chat(bob)), bob.get(chat(alice)))) {
            assertThat(page.json().path("messages")).hasSize(1);
            assertThat(page.json().at("/messages/0/replyTo")).hasSize(1);
            assertThat(page.json().toString()).doesNotContain("regretted");
        }
        assertThat(jdbc.sql("select count(*) from message where id = :id").param("id", Long.parseLong(id))
                .query(Long.class).single()).isZero();
    }

    @Test
    @Tag("case-66")
    void knowsNothingOfStrangers() {
        Person alice = someone();
        Person bob = someone();
        Person eve = someone();
        String id = alice.sends(bob, "between us");
        eve.sends(bob, "hello");

        assertThat(eve.delete(chat(alice) + "/" + id + "?forEveryone=true").text("/code")).isEqualTo("chat-not-found");
        assertThat(eve.delete(chat(bob) + "/" + id + "?forEveryone=true").text("/deletedForOthers")).isEqualTo("0");
        assertThat(eve.delete(chat(bob) + "/" + id + "?forEveryone=perhaps").status()).isEqualTo(400);
        assertThat(bob.textsWith(alice.id)).containsExactly("between us");
    }

    @Test
    void leavesTheTombstoneOfAnErasedPartnerAlone() {
        Person alice = someone();
        Person bob = someone();
        String id = alice.sends(bob, "to somebody who left");
        erase(bob, false);
        eventually(() -> assertThat(rowsOf(bob)).isZero());

        Answer deleted = alice.delete(chat(bob) + "/" + id + "?forEveryone=true");

        assertThat(deleted.text("/deleted")).isEqualTo("1");
        assertThat(deleted.text("/deletedForOthers")).isEqualTo("0");
        assertThat(rowsOf(bob)).isZero();
    }

    @Test
    @Tag("case-26")
    void deletesAgainWhatARestoreBroughtBackToOthers() {
        Person alice = someone();
        Person bob = someone();
        String id = alice.sends(bob, "should stay gone");
        jdbc.sql("create table backup_of_bob as select * from message where owner_id = :owner").param("owner", bob.id)
                .update();
        alice.delete(chat(bob) + "/" + id + "?forEveryone=true");
        jdbc.sql("""
                insert into message (owner_id, id, chat_id, author_id, kind, file_id, body, seq)
                select owner_id, id, chat_id, author_id, kind, file_id, body, seq from backup_of_bob
                """).update();
        jdbc.sql("drop table backup_of_bob").update();

        events.publish("message-service", new MessagesDeleted(bob.id, alice.id, List.of(Long.parseLong(id))));

        eventually(() -> assertThat(bob.textsWith(alice.id)).isEmpty());
    }

    @Test
    @Tag("case-25")
    void leavesNothingHalfHeldWhenItRacesWithEditsAndDeletions() throws Exception {
        Person alice = someone();
        Person bob = someone();
        for (int round = 0; round < 200; round++) {
            String id = alice.sends(bob, "round " + round);
            List<Answer> answers = together(List.of(
                    () -> alice.delete(chat(bob) + "/" + id + "?forEveryone=true"),
                    () -> alice.patch(chat(bob) + "/" + id, "{\"text\":\"edited\"}"),
                    () -> bob.delete(chat(alice) + "/" + id),
                    () -> alice.send(bob.id, UUID.randomUUID(), "stays")));

            assertThat(answers.get(0).status()).isEqualTo(200);
            assertThat(answers.get(1).status()).isIn(200, 404);
            assertThat(answers.get(2).status()).isIn(200, 404);
            assertThat(answers.get(3).status()).isEqualTo(201);
        }

        assertThat(jdbc.sql("select count(*) from message where owner_id in (:alice, :bob)").param("alice", alice.id)
                .param("bob", bob.id).query(Long.class).single()).isEqualTo(400);
        assertThat(alice.textsWith(bob.id)).containsOnly("stays");
        assertThat(bob.textsWith(alice.id)).containsOnly("stays");
    }

    private static List<Answer> together(List<Callable<Answer>> acts) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(acts)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private static String chat(Person with) {
        return "/v1/chats/" + with.id + "/messages";
    }

    private static Answer deletion(Person person, Person partner, boolean forEveryone, String... ids) {
        var body = JSON.createObjectNode().put("forEveryone", forEveryone);
        var array = body.putArray("ids");
        List.of(ids).forEach(array::add);
        return person.post(chat(partner) + "/deletion", body.toString());
    }
}
