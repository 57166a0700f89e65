package dev.lethe.platform.ledger;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.platform.signature.Signer;
import dev.lethe.platform.signature.SignerCertificates;

/// An account that must not exist any more.
///
/// @param at T0, in whole milliseconds
/// @param signature Ed25519 by the authority over `canonical()`
/// @param everyoneSignature Ed25519 by the authority over [#canonicalForEveryone]: the account's messages go from others'
/// histories too; null where they stay, and in entries of before it was told
/// @param order while the erasure is in progress, what its witnesses do and sign for
public record LedgerEntry(UUID subject, UUID erasureId, Instant at, byte[] signature,
        byte @Nullable [] everyoneSignature, @Nullable ErasureOrder order) {

    /// The service whose signature makes an entry.
    public static final String AUTHORITY = "account-service";

    /// Whether the authority signed the entry.
    public boolean isSigned(SignerCertificates signers) {
        return signers.verify(AUTHORITY, canonical(), signature);
    }

    /// The entry, without what the authority did not sign of its order and of its reach.
    public LedgerEntry believed(SignerCertificates signers) {
        byte[] everyone = everyoneSignature;
        boolean isForEveryone = everyone != null
                && signers.verify(AUTHORITY, canonicalForEveryone(subject, erasureId), everyone);
        boolean isOrdered = order != null && order.isSigned(subject, erasureId, signers);
        return new LedgerEntry(subject, erasureId, at, signature, isForEveryone ? everyone : null,
                isOrdered ? order : null);
    }

    /// Whether the account's messages go from others' histories too, by its order or by what is known for ever.
    public boolean reachesEveryone() {
        return everyoneSignature != null || (order != null && order.forEveryone());
    }

    /// What the authority signs.
    public String canonical() {
        return canonical(subject, erasureId, at);
    }

    /// What the authority signs.
    public static String canonical(UUID subject, UUID erasureId, Instant at) {
        return "lethe-ledger-v1|" + subject + "|" + erasureId + "|" + at.toEpochMilli();
    }

    /// What the authority signs besides where an erasure reaches others' histories. Apart from the entry, so that who
    /// knows nothing of it believes the entry all the same.
    public static String canonicalForEveryone(UUID subject, UUID erasureId) {
        return "lethe-ledger-everyone-v1|" + subject + "|" + erasureId;
    }

    /// The authority's signature for [#canonicalForEveryone]; null where the account's messages stay.
    public static byte @Nullable [] signEveryone(Signer signer, UUID subject, UUID erasureId, boolean forEveryone) {
        return forEveryone ? signer.sign(canonicalForEveryone(subject, erasureId)) : null;
    }
}
