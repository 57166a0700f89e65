package dev.lethe.platform.vault;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.platform.ledger.LedgerEntry;

/// An entry of the erasure ledger: account-service's signed word that a subject is erased. It never expires, can be
/// repeated, and is the only thing that makes a keyholder destroy shares.
///
/// @param epochMillis when the erasure was executed
/// @param signature base64 Ed25519 of account-service over [#canonical()]
/// @param everyoneSignature base64, what the ledger keeps of an erasure that reaches others' histories; null for others
public record DestructionOrder(UUID subject, UUID erasureId, long epochMillis, String signature,
        @Nullable String everyoneSignature) {

    public String canonical() {
        return canonical(subject, erasureId, epochMillis);
    }

    /// The order, without what account-service did not sign of its reach.
    public DestructionOrder believed(SignatureCheck signatures) {
        String everyone = everyoneSignature;
        return everyone == null || signatures.holds(LedgerEntry.AUTHORITY,
                LedgerEntry.canonicalForEveryone(subject, erasureId), everyone)
                        ? this
                        : new DestructionOrder(subject, erasureId, epochMillis, signature, null);
    }

    public static String canonical(UUID subject, UUID erasureId, long epochMillis) {
        return "lethe-ledger-v1|" + subject + "|" + erasureId + "|" + epochMillis;
    }
}
