package dev.lethe.account.forgotten;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.lethe.platform.caller.Caller;

/// Passwords that wait for their removal, one of an account at most. Whoever writes one holds the account's lock.
@Repository
class ForgottenPasswords {

    static final Duration WAIT = Duration.ofDays(7);

    record Due(UUID accountId, UUID id) {}

    private final JdbcClient jdbc;

    ForgottenPasswords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<ForgottenPassword> of(UUID account) {
        return jdbc.sql("""
                SELECT account_id, id, session_id, session_started_at, removes_at FROM forgotten_password
                WHERE account_id = ?""").param(account).query(ForgottenPassword.class).optional();
    }

    /// Begins the wait by the database's clock, which all replicas share.
    Instant add(Caller caller) {
        return jdbc.sql("""
                INSERT INTO forgotten_password (account_id, id, session_id, session_started_at, removes_at)
                VALUES (:account, :id, :session, :started, now() + make_interval(secs => :wait))
                ON CONFLICT (account_id) DO UPDATE
                SET id = excluded.id, session_id = excluded.session_id,
                    session_started_at = excluded.session_started_at, removes_at = excluded.removes_at,
                    told_at = now()
                RETURNING removes_at""").param("account", caller.accountId()).param("id", UUID.randomUUID())
                .param("session", caller.sessionId()).param("started", Timestamp.from(caller.sessionStartedAt()))
                .param("wait", WAIT.toSeconds()).query((row, _) -> row.getTimestamp(1).toInstant()).single();
    }

    void stop(UUID account, UUID id) {
        jdbc.sql("DELETE FROM forgotten_password WHERE account_id = ? AND id = ?").param(account).param(id).update();
    }

    /// Some by chance, so that those that fail cannot hold up the rest.
    List<Due> due(int limit) {
        return jdbc.sql("""
                SELECT account_id, id FROM forgotten_password WHERE removes_at <= now()
                ORDER BY random() LIMIT ?""").param(limit)
                .query((row, _) -> new Due(row.getObject(1, UUID.class), row.getObject(2, UUID.class))).list();
    }

    /// Of which devices have heard nothing for a day.
    List<Due> toldADayAgo(int limit) {
        return jdbc.sql("""
                SELECT account_id, id FROM forgotten_password
                WHERE told_at <= now() - interval '1 day' AND removes_at > now()
                ORDER BY random() LIMIT ?""").param(limit)
                .query((row, _) -> new Due(row.getObject(1, UUID.class), row.getObject(2, UUID.class))).list();
    }

    /// Notes that devices are told again; false when they were by now.
    boolean tell(Due due) {
        return jdbc.sql("""
                UPDATE forgotten_password SET told_at = now()
                WHERE account_id = ? AND id = ? AND told_at <= now() - interval '1 day'""").param(due.accountId())
                .param(due.id()).update() == 1;
    }

    boolean isDue(Due due) {
        return jdbc
                .sql("""
                        SELECT EXISTS (SELECT FROM forgotten_password WHERE account_id = ? AND id = ? AND removes_at <= now())""")
                .param(due.accountId()).param(due.id()).query(Boolean.class).single();
    }
}
