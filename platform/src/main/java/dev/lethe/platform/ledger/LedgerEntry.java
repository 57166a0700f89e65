package dev.lethe.platform.ledger;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// An account that must not exist any more.
///
/// @param at T0, in whole milliseconds
/// @param signature Ed25519 by the authority over `canonical()`
/// @param receiptId while the erasure is in progress, the receipt its witnesses sign for
/// @param forEveryone while it is in progress, whether the account's messages go from others' histories too
public record LedgerEntry(UUID subject, UUID erasureId, Instant at, byte[] signature, @Nullable UUID receiptId,
        boolean forEveryone) {

    /// The service whose signature makes an entry.
    public static final String AUTHORITY = "account-service";

    /// What the authority signs.
    public String canonical() {
        return canonical(subject, erasureId, at);
    }

    /// What the authority signs.
    public static String canonical(UUID subject, UUID erasureId, Instant at) {
        return "lethe-ledger-v1|" + subject + "|" + erasureId + "|" + at.toEpochMilli();
    }
}
