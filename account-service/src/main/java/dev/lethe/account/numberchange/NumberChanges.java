package dev.lethe.account.numberchange;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.account.code.Codes;

/// Requests for another number. Whoever writes one holds the account's lock.
@Repository
class NumberChanges {

    /// @param number null once it is used or too old
    record NumberChange(UUID id, UUID accountId, UUID sessionId, byte @Nullable [] number, byte[] oldCodeHash,
            byte[] newCodeHash, int tries, Instant createdAt, Instant expiresAt, @Nullable Instant usedAt) {

        @Override
        public String toString() {
            return "NumberChange[" + id + "]";
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    NumberChanges(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(NumberChange change) {
        jdbc.sql("""
                INSERT INTO number_change (id, account_id, session_id, number, old_code_hash, new_code_hash, created_at,
                        expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""").param(change.id()).param(change.accountId())
                .param(change.sessionId()).param(change.number()).param(change.oldCodeHash())
                .param(change.newCodeHash()).param(Timestamp.from(change.createdAt()))
                .param(Timestamp.from(change.expiresAt())).update();
    }

    Optional<NumberChange> find(UUID id, UUID account) {
        return jdbc.sql("SELECT * FROM number_change WHERE id = ? AND account_id = ?").param(id).param(account)
                .query(NumberChange.class).optional();
    }

    List<Instant> askedSince(UUID account, Instant moment) {
        return jdbc.sql("""
                SELECT created_at FROM number_change WHERE account_id = ? AND created_at > ? ORDER BY created_at""")
                .param(account).param(Timestamp.from(moment)).query((row, _) -> row.getTimestamp(1).toInstant()).list();
    }

    void countTry(UUID id) {
        jdbc.sql("UPDATE number_change SET tries = tries + 1 WHERE id = ?").param(id).update();
    }

    void use(UUID id) {
        jdbc.sql("UPDATE number_change SET used_at = ?, number = NULL WHERE id = ?")
                .param(Timestamp.from(clock.instant())).param(id).update();
    }

    /// Ends all that the account asked for: it has moved, and older codes prove the wrong number.
    void useAll(UUID account) {
        jdbc.sql("UPDATE number_change SET used_at = coalesce(used_at, ?), number = NULL WHERE account_id = ?")
                .param(Timestamp.from(clock.instant())).param(account).update();
    }

    @Scheduled(fixedDelayString = "PT1M")
    @Transactional
    void forget() {
        Instant now = clock.instant();
        jdbc.sql("UPDATE number_change SET number = NULL WHERE number IS NOT NULL AND expires_at < ?")
                .param(Timestamp.from(now)).update();
        jdbc.sql("DELETE FROM number_change WHERE created_at < ?").param(Timestamp.from(now.minus(Codes.DAY))).update();
    }
}
