package dev.lethe.account.revocation;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
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

    /// Access tokens live ten minutes; afterwards an ended session needs no mention.
    private static final Duration KEPT = Duration.ofMinutes(11);

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

    @Scheduled(fixedDelayString = "PT1M")
    @Transactional
    void forgetEndedSessions() {
        jdbc.sql("DELETE FROM revocation WHERE session_id IS NOT NULL AND at < ?")
                .param(Timestamp.from(clock.instant().minus(KEPT))).update();
    }
}
