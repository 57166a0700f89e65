package dev.lethe.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.transaction.support.TransactionOperations;

import tools.jackson.databind.JsonNode;

import dev.lethe.account.revocation.RevocationEntries;
import dev.lethe.test.TestClock;
import dev.lethe.test.TestPeer;

/// The feed of revocations holds what somebody may still need, and nothing else.
@AccountTest
class RevocationIT {

    @Autowired
    private RevocationEntries entries;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private TestClock clock;
    @Autowired
    private TransactionOperations transaction;
    @Autowired
    private ScheduledTaskHolder tasks;
    @Autowired
    private Environment environment;
    private final UUID subject = UUID.randomUUID();

    @AfterEach
    void end() {
        jdbc.sql("DELETE FROM erasure_work WHERE subject = ?").param(subject).update();
        jdbc.sql("DELETE FROM revocation WHERE subject_id = ?").param(subject).update();
    }

    @Test
    void forgetsAnErasedAccountOnceItsErasureIsOver() {
        erase();
        grow(Duration.ofSeconds(650));
        upkeep();
        assertThat(feed()).contains(subject);

        grow(Duration.ofMinutes(12));
        upkeep();

        assertThat(feed()).doesNotContain(subject);
    }

    @Test
    void repeatsWhoIsStillBeingErased() {
        jdbc.sql("""
                INSERT INTO erasure_work (subject, erasure_id, for_everyone, erased_at, next_attempt_at)
                VALUES (?, gen_random_uuid(), false, now(), now() + interval '1 day')""").param(subject).update();
        erase();
        long last = last();
        grow(Duration.ofHours(1));

        upkeep();

        assertThat(feed()).containsOnlyOnce(subject);
        assertThat(number()).isGreaterThan(last).isLessThanOrEqualTo(last());
        long repeated = number();
        upkeep();
        assertThat(number()).isEqualTo(repeated);
    }

    private void erase() {
        transaction.executeWithoutResult(_ -> entries.subjectErased(subject));
    }

    private void grow(Duration age) {
        jdbc.sql("UPDATE revocation SET at = ? WHERE subject_id = ?").param(Timestamp.from(clock.instant().minus(age)))
                .param(subject).update();
    }

    /// What the service does each minute.
    private void upkeep() {
        tasks.getScheduledTasks().stream().map(it -> it.getTask().getRunnable())
                .filter(it -> it.toString().startsWith(RevocationEntries.class.getName())).forEach(Runnable::run);
    }

    private long number() {
        return jdbc.sql("SELECT number FROM revocation WHERE subject_id = ?").param(subject).query(Long.class).single();
    }

    private long last() {
        return jdbc.sql("SELECT last FROM revocation_counter").query(Long.class).single();
    }

    private List<UUID> feed() {
        JsonNode batch = Objects.requireNonNull(TestPeer.as("message-service", environment).get()
                .uri("/internal/v1/revocations").retrieve().body(JsonNode.class));
        return batch.get("entries").findValuesAsString("id").stream().map(UUID::fromString).toList();
    }
}
