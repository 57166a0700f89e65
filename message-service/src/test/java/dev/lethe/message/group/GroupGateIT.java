package dev.lethe.message.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.membership.Groups;

class GroupGateIT extends GroupServiceIT {
    @Autowired
    private Groups groups;
    @Autowired
    private TransactionTemplate transaction;

    @Test
    @Tag("case-86")
    void letsAChangeOfAGroupPassThoseWhoSendWithoutPause() {
        ChatId group = new ChatId(group(someone(), "Busy", someone()));
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger sharing = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (int i = 0; i < 4; i++) {
                    var _ = threads.submit(() -> {
                        while (!over.get()) {
                            shareFor(group, sharing);
                        }
                    });
                }
                CompletableFuture<Boolean> taken = CompletableFuture
                        .supplyAsync(() -> transaction.execute(_ -> groups.take(group).isPresent()), threads);

                assertThat(taken).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(true);
                assertThat(groups.find(group)).isPresent();
            } finally {
                over.set(true);
            }
        }
    }

    // As long as a commit that takes its time; the next one has begun by then.
    private void shareFor(ChatId group, AtomicInteger sharing) {
        transaction.executeWithoutResult(_ -> {
            groups.share(List.of(group, new ChatId(UUID.randomUUID())));
            jdbc.sql("select pg_sleep(:seconds)").param("seconds", 0.03 + 0.01 * (sharing.incrementAndGet() % 4))
                    .query((_, _) -> "").list();
        });
    }
}
