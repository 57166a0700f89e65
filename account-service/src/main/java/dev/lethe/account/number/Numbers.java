package dev.lethe.account.number;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.lethe.platform.number.PhoneNumber;

/// Which account a number belongs to. The table holds keyed hashes, never a number.
@Repository
public class Numbers {

    private final JdbcClient jdbc;
    private final NumberKey key;

    Numbers(JdbcClient jdbc, NumberKey key) {
        this.jdbc = jdbc;
        this.key = key;
    }

    /// The number's place in the index; needs *k* keyholders once in a while.
    public NumberIndex indexOf(PhoneNumber number) {
        return new NumberIndex(key.get().blindIndex("number", number.bytes()));
    }

    /// A keyed hash of something else that is found again like a number.
    ///
    /// @param purpose keeps hashes of different things apart
    public byte[] hash(String purpose, String text) {
        return key.get().blindIndex(purpose, text.getBytes(StandardCharsets.UTF_8));
    }

    /// The account that has the number.
    public Optional<UUID> find(NumberIndex index) {
        return jdbc.sql("SELECT account_id FROM number_index WHERE number_index = ?").param(index.bytes())
                .query(UUID.class).optional();
    }

    /// Where the number of an account stands in the index.
    public Optional<NumberIndex> of(UUID account) {
        return jdbc.sql("SELECT number_index FROM number_index WHERE account_id = ?").param(account)
                .query((row, _) -> new NumberIndex(row.getBytes(1))).optional();
    }

    /// Gives the number to an account; false when another one has it.
    public boolean take(NumberIndex index, UUID account) {
        return jdbc.sql("""
                INSERT INTO number_index (number_index, account_id) VALUES (?, ?)
                ON CONFLICT DO NOTHING""").param(index.bytes()).param(account).update() == 1;
    }

    /// Gives the account, whose lock the caller holds, another number in the caller's transaction.
    ///
    /// @return the number it had; empty when another account has the new one, and then it keeps its own
    public Optional<NumberIndex> move(NumberIndex index, UUID account, Instant at) {
        if (find(index).isPresent()) {
            return Optional.empty();
        }
        Optional<NumberIndex> old = free(account);
        if (old.isPresent() && !take(index, account)) {
            take(old.get(), account);
            return Optional.empty();
        }
        jdbc.sql("UPDATE number_index SET moved_at = ? WHERE account_id = ?").param(Timestamp.from(at)).param(account)
                .update();
        return old;
    }

    /// The moment to note for a move of an account, whose lock the caller holds: behind its last one, whatever the clock of the
    /// replica said that made it. Otherwise the echo of that one would move the account back.
    public Instant nextMove(UUID account, Instant now) {
        return jdbc.sql("""
                SELECT greatest(?, max(moved_at) + interval '1 millisecond') FROM number_index WHERE account_id = ?""")
                .param(Timestamp.from(now)).param(account).query((row, _) -> row.getTimestamp(1).toInstant()).single();
    }

    /// How a move went that is done once more.
    public enum Again {
        /// The account has the number.
        MOVED,
        /// Another account has it that came later: this one has moved on since.
        PASSED_ON,
        /// Another account has it that was there before, and has yet to leave it.
        OCCUPIED
    }

    /// Moves an account, whose lock the caller holds, once more after a restore. The number that it has is free in any case:
    /// by now it may be somebody else's.
    ///
    /// @param at when it moved
    public Again moveAgain(NumberIndex index, UUID account, Instant at) {
        free(account);
        if (take(index, account)) {
            jdbc.sql("UPDATE number_index SET moved_at = ? WHERE account_id = ?").param(Timestamp.from(at))
                    .param(account).update();
            return Again.MOVED;
        }
        return find(index).filter(holder -> !movedBefore(holder, at)).isPresent() ? Again.PASSED_ON : Again.OCCUPIED;
    }

    /// Whether the account has its number since before this moment, or has none.
    public boolean movedBefore(UUID account, Instant moment) {
        return jdbc.sql("""
                SELECT NOT EXISTS (SELECT FROM number_index WHERE account_id = ? AND moved_at >= ?)""").param(account)
                .param(Timestamp.from(moment)).query(Boolean.class).single();
    }

    /// Frees the account's number for the next one who signs up with it, and tells which it was.
    public Optional<NumberIndex> free(UUID account) {
        return jdbc.sql("DELETE FROM number_index WHERE account_id = ? RETURNING number_index").param(account)
                .query((row, _) -> new NumberIndex(row.getBytes(1))).optional();
    }
}
