package dev.lethe.platform.vault;

import java.util.UUID;

/// An entry of the erasure ledger: account-service's signed word that a subject is erased. It never expires, can be
/// repeated, and is the only thing that makes a keyholder destroy shares.
///
/// @param epochMillis when the erasure was executed
/// @param signature base64 Ed25519 of account-service over [#canonical()]
public record DestructionOrder(UUID subject, UUID erasureId, long epochMillis, String signature) {

    public String canonical() {
        return canonical(subject, erasureId, epochMillis);
    }

    public static String canonical(UUID subject, UUID erasureId, long epochMillis) {
        return "lethe-ledger-v1|" + subject + "|" + erasureId + "|" + epochMillis;
    }
}
