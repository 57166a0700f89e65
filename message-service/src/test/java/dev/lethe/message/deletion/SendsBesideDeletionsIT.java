package dev.lethe.message.deletion;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import dev.lethe.message.MessageServiceIT;
import dev.lethe.message.mailbox.MessageId;

/// However much is deleted, it holds nobody up: it goes in small batches, and sends come between them.
class SendsBesideDeletionsIT extends MessageServiceIT {
    private static final int MANY = 50_000;
    private static final int BATCH = 1_000;
    private static final Duration SHORT = Duration.ofSeconds(5);

    @Test
    void areNotHeldUpByAChatThatIsEmptied() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        fillChatOf(alice, bob);

        CompletableFuture<Answer> cleared = CompletableFuture
                .supplyAsync(() -> alice.delete("/v1/chats/" + bob.id + "/messages?forEveryone=true"));
        List<Duration> sends = new ArrayList<>();
        while (!cleared.isDone()) {
            sends.add(timeOfSend(carol, alice));
            sends.add(timeOfSend(carol, bob));
            sends.add(timeOfSend(bob, alice));
        }

        assertThat(cleared.join().text("/deleted")).isEqualTo(String.valueOf(MANY + 1));
        assertThat(cleared.join().text("/deletedForOthers")).isEqualTo(String.valueOf(MANY + 1));
        assertThat(Collections.max(sends)).isLessThan(SHORT);
        assertThat(sends).hasSizeGreaterThan(10);
        assertThat(largestBatchOf(alice)).isEqualTo(BATCH);
        assertThat(largestBatchOf(bob)).isEqualTo(BATCH);
    }

    @Test
    void areNotHeldUpByAnErasureThatTakesCopiesBack() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        fillChatOf(alice, bob);

        CompletableFuture<Void> erased = CompletableFuture.runAsync(() -> {
            erase(alice, true);
            eventually(Duration.ofMinutes(1), () -> assertThat(isLeftOf(alice, bob)).isFalse());
        });
        List<Duration> sends = new ArrayList<>();
        while (!erased.isDone()) {
            sends.add(timeOfSend(carol, bob));
            sends.add(timeOfSend(bob, carol));
        }

        assertThat(erased).isCompleted();
        assertThat(Collections.max(sends)).isLessThan(SHORT);
        assertThat(sends).hasSizeGreaterThan(10);
        assertThat(largestBatchOf(bob)).isEqualTo(BATCH);
    }

    private static Duration timeOfSend(Person sender, Person partner) {
        long start = System.nanoTime();
        sender.sends(partner, "meanwhile");
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private int largestBatchOf(Person owner) {
        return jdbc.sql("select max(cardinality(ids)) from gone where owner_id = ?").param(owner.id)
                .query(Integer.class).single();
    }

    private boolean isLeftOf(Person author, Person holder) {
        return jdbc.sql("""
                select exists (select 1 from message where owner_id = :author)
                    or exists (select 1 from message where owner_id = :holder and author_id = :author)
                """).param("author", author.id).param("holder", holder.id).query(Boolean.class).single();
    }

    private void fillChatOf(Person author, Person partner) {
        author.sends(partner, "the last of many");
        fill(author.id, partner.id, author.id);
        fill(partner.id, author.id, author.id);
    }

    private void fill(UUID owner, UUID chat, UUID author) {
        jdbc.sql("""
                insert into message (owner_id, id, chat_id, author_id, kind, body, seq)
                select :owner, :before - n, :chat, :author, 'text', '\\x00', 0
                  from generate_series(1, :many) n
                """)
                .param("owner", owner)
                .param("before", MessageId.earliestAt(clock.instant().minus(Duration.ofHours(1))).value())
                .param("chat", chat)
                .param("author", author)
                .param("many", MANY)
                .update();
    }
}
