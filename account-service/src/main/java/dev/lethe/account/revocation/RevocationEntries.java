package dev.lethe.account.revocation;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Writes revocations in the transaction that causes them. The counter's row stays locked until the commit, so that
/// nobody can have read a higher number before a lower one appears; take it last.
@Repository
public class RevocationEntries {

    /// One minute more than an access token lives.
    private static final Duration KEPT = Duration.ofMinutes(11);
    private static final Duration REPEATED = Duration.ofMinutes(5);
    private static final String IS_RUNNING = """
            (subject_id IS NOT NULL AND (EXISTS (SELECT FROM erasure WHERE account_id = subject_id)
                OR EXISTS (SELECT FROM erasure_work WHERE subject = subject_id)))""";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final RevocationSignal signal;

    RevocationEntries(JdbcClient jdbc, Clock clock, RevocationSignal signal) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.signal = signal;
    }

    /// Refuses the sessions everywhere once the transaction commits.
    public void sessionsEnded(Collection<UUID> sessions) {
        sessions.forEach(session -> add(session, null));
    }

    /// Refuses the subject everywhere once the transaction commits.
    public void subjectErased(UUID subject) {
        add(null, subject);
    }

    private void add(@Nullable UUID session, @Nullable UUID subject) {
        long number = jdbc.sql("UPDATE revocation_counter SET last = last + 1 RETURNING last").query(Long.class)
                .single();
        jdbc.sql(
                "INSERT INTO revocation (number, session_id, subject_id, at) VALUES (:number, :session, :subject, :at)")
                .param("number", number).param("session", session, Types.OTHER)
                .param("subject", subject, Types.OTHER).param("at", Timestamp.from(clock.instant())).update();
        wakeReadersAfterCommit();
    }

    private void wakeReadersAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                signal.wake();
            }
        });
    }

    /// Whoever starts reads what is here from its beginning, so that an entry stays only for as long as somebody could
    /// use what it revokes: a token, or a key that a keyholder has not destroyed yet.
    @Scheduled(fixedDelayString = "PT1M")
    @Transactional
    void forget() {
        jdbc.sql("DELETE FROM revocation WHERE at < ? AND NOT " + IS_RUNNING)
                .param(Timestamp.from(clock.instant().minus(KEPT))).update();
    }

    /// Readers forget an entry after some minutes, too; so they hear again of whoever is still being erased.
    @Scheduled(fixedDelayString = "PT1M")
    @Transactional
    void repeatRunning() {
        List<Long> due = jdbc.sql("SELECT number FROM revocation WHERE at < ? AND " + IS_RUNNING
                + " ORDER BY number FOR UPDATE SKIP LOCKED")
                .param(Timestamp.from(clock.instant().minus(REPEATED))).query((row, _) -> row.getLong(1)).list();
        if (due.isEmpty()) {
            return;
        }
        long last = jdbc.sql("UPDATE revocation_counter SET last = last + ? RETURNING last").param(due.size())
                .query(Long.class).single();
        jdbc.sql("""
                UPDATE revocation SET number = :first + due.place, at = :at
                FROM unnest(CAST(:numbers AS bigint[])) WITH ORDINALITY due (number, place)
                WHERE revocation.number = due.number""").param("first", last - due.size())
                .param("at", Timestamp.from(clock.instant())).param("numbers", due.toArray(Long[]::new)).update();
        wakeReadersAfterCommit();
    }
}
