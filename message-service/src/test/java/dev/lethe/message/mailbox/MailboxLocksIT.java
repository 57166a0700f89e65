package dev.lethe.message.mailbox;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.message.MessageServiceIT;

/// Who waits for whom at a mailbox.
class MailboxLocksIT extends MessageServiceIT {
    private static final Duration SOON = Duration.ofSeconds(5);

    @Autowired
    private Mailboxes mailboxes;
    @Autowired
    private TransactionTemplate transaction;

    @Test
    void sendsPassAnImport() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "before");

        transaction.executeWithoutResult(_ -> {
            assertThat(mailboxes.holdLiving(bob.id)).isTrue();

            assertThat(CompletableFuture.supplyAsync(() -> alice.sends(bob, "meanwhile"))).succeedsWithin(SOON);
            assertThat(CompletableFuture.supplyAsync(() -> bob.sends(alice, "so do I"))).succeedsWithin(SOON);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anErasureWaitsForWritersAndForImports(boolean writer) {
        Person alice = someone();
        alice.sends(alice, "mine");

        transaction.executeWithoutResult(_ -> {
            assertThat(writer ? mailboxes.lock(List.of(alice.id)).size() == 1 : mailboxes.holdLiving(alice.id))
                    .isTrue();
            erase(alice, false);
            eventually(() -> assertThat(CompletableFuture.supplyAsync(this::erasuresThatWait).join()).isPositive());
            assertThat(isErased(alice)).isFalse();
        });

        eventually(() -> assertThat(isErased(alice)).isTrue());
    }

    private int erasuresThatWait() {
        return jdbc.sql("""
                select count(*) from pg_stat_activity
                 where datname = current_database() and wait_event_type = 'Lock'
                   and query like 'select id from mailbox where id = % for update'
                """).query(Integer.class).single();
    }

    private boolean isErased(Person person) {
        return mailboxes.erasedOf(List.of(person.id)).contains(person.id);
    }
}
