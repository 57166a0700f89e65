package dev.lethe.account.deletion;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.lethe.account.deletion.DeletionRow.State;

/// Requests to delete accounts. Whoever writes one holds the account's lock.
@Repository
class Deletions {

    record Due(UUID id, UUID accountId) {}

    private final JdbcClient jdbc;

    Deletions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(DeletionRow row) {
        jdbc.sql("""
                INSERT INTO deletion_request (id, account_id, session_id, session_started_at, receipt_id, salt,
                        code_hash, state, waits, delivery, created_at, expires_at, by_operators)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""").param(row.id()).param(row.accountId())
                .param(row.sessionId()).param(Timestamp.from(row.sessionStartedAt())).param(row.receiptId())
                .param(row.salt()).param(row.codeHash()).param(row.state().name()).param(row.waits())
                .param(row.delivery().name()).param(Timestamp.from(row.createdAt()))
                .param(Timestamp.from(row.expiresAt())).param(row.byOperators()).update();
    }

    Optional<DeletionRow> find(UUID id) {
        return jdbc.sql("SELECT * FROM deletion_request WHERE id = ?").param(id).query(DeletionRow::read).optional();
    }

    Optional<DeletionRow> scheduled(UUID account) {
        return jdbc.sql("SELECT * FROM deletion_request WHERE account_id = ? AND state = 'SCHEDULED'").param(account)
                .query(DeletionRow::read).optional();
    }

    /// Stops what waits.
    void stop(UUID id) {
        jdbc.sql("UPDATE deletion_request SET state = 'CANCELLED' WHERE id = ? AND state = 'SCHEDULED'").param(id)
                .update();
    }

    /// When codes were asked for, by sessions whose deletions wait or by those whose do not.
    List<Instant> askedSince(UUID account, boolean waits, Instant moment) {
        return jdbc.sql("""
                SELECT created_at FROM deletion_request WHERE account_id = ? AND waits = ? AND created_at > ?
                ORDER BY created_at""").param(account).param(waits).param(Timestamp.from(moment))
                .query((row, _) -> row.getTimestamp(1).toInstant()).list();
    }

    void countTry(UUID id) {
        jdbc.sql("UPDATE deletion_request SET tries = tries + 1 WHERE id = ?").param(id).update();
    }

    void settle(UUID id, State state, boolean forEveryone) {
        jdbc.sql("UPDATE deletion_request SET state = ?, for_everyone = ? WHERE id = ?").param(state.name())
                .param(forEveryone).param(id).update();
    }

    /// By the database's clock, which all replicas share.
    ///
    /// @param forgotten whether it waits for want of the password
    Instant schedule(UUID id, boolean forEveryone, Duration wait, boolean forgotten) {
        return jdbc.sql("""
                UPDATE deletion_request
                SET state = 'SCHEDULED', for_everyone = ?, forgotten = ?, told_at = now(),
                    executes_at = now() + make_interval(secs => ?)
                WHERE id = ? RETURNING executes_at""").param(forEveryone).param(forgotten).param(wait.toSeconds())
                .param(id).query((row, _) -> row.getTimestamp(1).toInstant()).single();
    }

    /// Some by chance, so that those that fail cannot hold up the rest.
    List<Due> due(int limit) {
        return jdbc.sql("""
                SELECT id, account_id FROM deletion_request WHERE state = 'SCHEDULED' AND executes_at <= now()
                ORDER BY random() LIMIT ?""").param(limit)
                .query((row, _) -> new Due(row.getObject(1, UUID.class), row.getObject(2, UUID.class))).list();
    }

    /// Those that wait and of which devices have heard nothing for a third of a day, or for a day of a week.
    List<Due> toldLongAgo(int limit) {
        return jdbc.sql("""
                SELECT id, account_id FROM deletion_request
                WHERE state = 'SCHEDULED' AND executes_at > now()
                  AND told_at <= now() - CASE WHEN forgotten THEN interval '1 day' ELSE interval '8 hours' END
                ORDER BY random() LIMIT ?""").param(limit)
                .query((row, _) -> new Due(row.getObject(1, UUID.class), row.getObject(2, UUID.class))).list();
    }

    /// Notes that devices are told again; false when they were by now.
    boolean tell(Due due) {
        return jdbc.sql("""
                UPDATE deletion_request SET told_at = now()
                WHERE id = ? AND told_at <= now() - CASE WHEN forgotten THEN interval '1 day'
                                                         ELSE interval '8 hours' END""").param(due.id())
                .update() == 1;
    }

    /// Locks the account of a due request unless somebody is busy with it, and tells whether it is due still.
    boolean lockDue(Due due) {
        boolean locked = jdbc.sql("SELECT 1 FROM account WHERE id = ? FOR UPDATE SKIP LOCKED").param(due.accountId())
                .query(Integer.class).optional().isPresent();
        return locked && jdbc.sql("""
                SELECT 1 FROM deletion_request WHERE id = ? AND state = 'SCHEDULED' AND executes_at <= now()""")
                .param(due.id()).query(Integer.class).optional().isPresent();
    }

    void forgetBefore(Instant moment) {
        jdbc.sql("DELETE FROM deletion_request WHERE state IN ('OPEN', 'CANCELLED') AND created_at < ?")
                .param(Timestamp.from(moment)).update();
    }
}
