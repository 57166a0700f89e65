package dev.lethe.account.deletion;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.platform.signature.ReceiptPromise;

/// A request to delete an account, as it stands in the database.
///
/// @param sessionId that asked; null when nobody was signed in, but only had the number
/// @param waits whether confirming only starts the 24 hours of the veto
/// @param forgotten whether the password was not known: then it waits longer, and any session may stop it
/// @param byOperators whether two operators ordered it
/// @param executesAt when a scheduled one falls due, by database time
record DeletionRow(UUID id, UUID accountId, @Nullable UUID sessionId, Instant sessionStartedAt, UUID receiptId,
        byte[] salt,
        byte[] codeHash, State state, boolean waits, boolean forEveryone, Delivery delivery, int tries,
        Instant createdAt, Instant expiresAt, boolean forgotten, boolean byOperators, @Nullable Instant executesAt) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT = 16;
    private static final int HASH = 32;

    enum State {
        OPEN, SCHEDULED, EXECUTED, CANCELLED
    }

    enum Delivery {
        APP, SMS
    }

    /// Of nobody who is signed in; no code confirms it, so it only waits to be scheduled.
    static DeletionRow withoutSession(UUID id, UUID account, Instant now, boolean byOperators) {
        return new DeletionRow(id, account, null, now, UUID.randomUUID(), random(SALT), random(HASH), State.OPEN, true,
                false, Delivery.SMS, 0, now, now, true, byOperators, null);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    ReceiptPromise promise() {
        return new ReceiptPromise(receiptId, salt);
    }

    static DeletionRow read(ResultSet row, int number) throws SQLException {
        Timestamp executesAt = row.getTimestamp("executes_at");
        return new DeletionRow(row.getObject("id", UUID.class), row.getObject("account_id", UUID.class),
                row.getObject("session_id", UUID.class), row.getTimestamp("session_started_at").toInstant(),
                row.getObject("receipt_id", UUID.class), row.getBytes("salt"), row.getBytes("code_hash"),
                State.valueOf(row.getString("state")), row.getBoolean("waits"), row.getBoolean("for_everyone"),
                Delivery.valueOf(row.getString("delivery")), row.getInt("tries"),
                row.getTimestamp("created_at").toInstant(), row.getTimestamp("expires_at").toInstant(),
                row.getBoolean("forgotten"), row.getBoolean("by_operators"),
                executesAt == null ? null : executesAt.toInstant());
    }

    @Override
    public String toString() {
        return "DeletionRow[" + state + "]";
    }
}
