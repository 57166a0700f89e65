package dev.lethe.platform.ledger;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.platform.signature.SignerCertificates;

/// An account that must not exist any more.
///
/// @param at T0, in whole milliseconds
/// @param signature Ed25519 by the authority over `canonical()`
/// @param order while the erasure is in progress, what its witnesses do and sign for
public record LedgerEntry(UUID subject, UUID erasureId, Instant at, byte[] signature, @Nullable ErasureOrder order) {

    /// The service whose signature makes an entry.
    public static final String AUTHORITY = "account-service";

    /// Whether the authority signed the entry.
    public boolean isSigned(SignerCertificates signers) {
        return signers.verify(AUTHORITY, canonical(), signature);
    }

    /// The entry, without its order where the authority did not sign that.
    public LedgerEntry believed(SignerCertificates signers) {
        return order == null || order.isSigned(subject, erasureId, signers)
                ? this
                : new LedgerEntry(subject, erasureId, at, signature, null);
    }

    /// Whether it is ordered that the account's messages go from others' histories too.
    public boolean reachesEveryone() {
        return order != null && order.forEveryone();
    }

    /// What the authority signs.
    public String canonical() {
        return canonical(subject, erasureId, at);
    }

    /// What the authority signs.
    public static String canonical(UUID subject, UUID erasureId, Instant at) {
        return "lethe-ledger-v1|" + subject + "|" + erasureId + "|" + at.toEpochMilli();
    }
}
