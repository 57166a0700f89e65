package dev.lethe.message.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.message.group.GroupServiceIT;

/// Whoever reads waits for nobody who writes.
class ReadingWithoutLocksIT extends GroupServiceIT {
    private static final Duration SOON = Duration.ofSeconds(5);

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void readsWhileAllRowsOfAMailboxAreLocked() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Readers", bob);
        String cursor = alice.get("/v1/updates").text("/cursor");
        String id = bob.sends(alice, "harbour at night");
        bob.send(group, UUID.randomUUID(), "harbour by day");
        List<String> reads = List.of("/v1/chats", "/v1/chats/" + bob.id + "/messages",
                "/v1/chats/" + group + "/messages", "/v1/chats/" + bob.id + "/messages?around=" + id,
                "/v1/search?q=harbour", "/v1/updates", "/v1/updates?after=" + cursor, "/v1/groups/" + group,
                "/v1/exports", "/v1/exports?chatId=" + group, "/v1/exports/files");

        transaction.executeWithoutResult(_ -> {
            assertThat(locked("select 1 from mailbox where id = ? for update", alice.id)).isEqualTo(1);
            assertThat(locked("select 1 from chat where owner_id = ? for update", alice.id)).isEqualTo(2);
            assertThat(locked("select 1 from message where owner_id = ? for update", alice.id)).isEqualTo(3);
            assertThat(locked("select 1 from group_chat where id = ? for update", group)).isEqualTo(1);
            assertThat(locked("select 1 from membership where chat_id = ? for update", group)).isEqualTo(2);

            for (String read : reads) {
                assertThat(CompletableFuture.supplyAsync(() -> alice.get(read))).as(read).succeedsWithin(SOON)
                        .extracting(Answer::status).isEqualTo(200);
            }
        });
    }

    private int locked(String sql, UUID id) {
        return jdbc.sql(sql).param(id).query(Integer.class).list().size();
    }
}
