package dev.lethe.message.history;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.events.DeletionEvent.MessagesDeleted;
import dev.lethe.message.MessageServiceIT;

class DeletionIT extends MessageServiceIT {
    @Test
    @Tag("case-24")
    void takesMyCopyAndLeavesYours() {
        Person alice = someone();
        Person bob = someone();
        String id = alice.sends(bob, "mine and yours");

        Answer deleted = alice.delete("/v1/chats/" + bob.id + "/messages/" + id);

        assertThat(deleted.text("/deleted")).isEqualTo("1");
        assertThat(alice.textsWith(bob.id)).isEmpty();
        assertThat(alice.get("/v1/chats").json().at("/chats/0").has("lastMessage")).isFalse();
        Answer again = alice.delete("/v1/chats/" + bob.id + "/messages/" + id);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("/deleted")).isEqualTo("0");
        assertThat(bob.textsWith(alice.id)).containsExactly("mine and yours");
    }

    @Test
    void countsWhatABulkDeletionRemoved() {
        Person alice = someone();
        Person bob = someone();
        String one = alice.sends(bob, "one");
        String two = alice.sends(bob, "two");
        alice.sends(bob, "three");

        Answer deleted = alice.post("/v1/chats/" + bob.id + "/messages/deletion",
                "{\"ids\":[\"%s\",\"%s\",\"%s\",\"12345\"]}".formatted(one, two, one));

        assertThat(deleted.text("/deleted")).isEqualTo("2");
        assertThat(alice.textsWith(bob.id)).containsExactly("three");
        assertThat(bob.textsWith(alice.id)).hasSize(3);
    }

    @Test
    void refusesIdsThatAreNone() {
        Person alice = someone();
        alice.sends(alice, "here");
        String chat = "/v1/chats/" + alice.id + "/messages";

        assertThat(alice.delete(chat + "/no-id").status()).isEqualTo(404);
        assertThat(alice.delete(chat + "/9223372036854775808").status()).isEqualTo(404);
        assertThat(alice.delete(chat + "/12345").text("/deleted")).isEqualTo("0");
        assertThat(alice.post(chat + "/deletion", "{\"ids\":[\"x\"]}").status()).isEqualTo(400);
        assertThat(alice.post(chat + "/deletion", "{\"ids\":[]}").status()).isEqualTo(400);
    }

    @Test
    @Tag("case-25")
    void forgetsEvenCatsWhenTheLastHolderDeletes() throws Exception {
        Person alice = someone();
        Person bob = someone();
        List<String> ids = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(16)) {
            List<Future<String>> sends = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                sends.add(threads.submit(() -> alice.sends(bob, "cat picture")));
            }
            for (Future<String> send : sends) {
                ids.add(send.get());
            }
            List<Future<Answer>> deletions = new ArrayList<>();
            for (String id : ids) {
                deletions.add(threads.submit(() -> alice.delete("/v1/chats/" + bob.id + "/messages/" + id)));
                deletions.add(threads.submit(() -> bob.delete("/v1/chats/" + alice.id + "/messages/" + id)));
            }
            for (Future<Answer> deletion : deletions) {
                assertThat(deletion.get().status()).isEqualTo(200);
            }
        }

        assertThat(messagesOf(alice)).isZero();
        assertThat(messagesOf(bob)).isZero();
    }

    @Test
    @Tag("case-26")
    void deletesAgainWhatARestoreBroughtBack() {
        Person alice = someone();
        Person bob = someone();
        String id = alice.sends(bob, "should stay gone");
        jdbc.sql("create table if not exists backup (like message)").update();
        jdbc.sql("insert into backup select * from message where owner_id = :owner").param("owner", alice.id).update();
        alice.delete("/v1/chats/" + bob.id + "/messages/" + id);

        jdbc.sql("insert into message select * from backup where owner_id = :owner").param("owner", alice.id).update();
        events.publish("message-service", new MessagesDeleted(alice.id, bob.id, List.of(Long.parseLong(id))));
        events.publish("message-service", new MessagesDeleted(alice.id, bob.id, List.of(Long.parseLong(id))));

        eventually(() -> assertThat(messagesOf(alice)).isZero());
        assertThat(bob.textsWith(alice.id)).containsExactly("should stay gone");
        jdbc.sql("drop table backup").update();
    }

    @Test
    @Tag("case-18")
    void ignoresDeletionsOfWhatItNeverHad() {
        UUID stranger = UUID.randomUUID();
        Person alice = someone();

        events.publish("message-service", new MessagesDeleted(stranger, alice.id, List.of(1L)));
        events.publish("message-service", new MessagesDeleted(alice.id, stranger, List.of(1L)));
        String marker = alice.sends(alice, "marker");
        events.publish("message-service", new MessagesDeleted(alice.id, alice.id, List.of(Long.parseLong(marker))));

        eventually(() -> assertThat(messagesOf(alice)).isZero());
    }

    private long messagesOf(Person person) {
        return jdbc.sql("select count(*) from message where owner_id = :owner")
                .param("owner", person.id)
                .query(Long.class)
                .single();
    }
}
