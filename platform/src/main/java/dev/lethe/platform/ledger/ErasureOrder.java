package dev.lethe.platform.ledger;

import java.util.UUID;

import dev.lethe.platform.signature.ReceiptPromise;
import dev.lethe.platform.signature.SignerCertificates;

/// What the authority orders beside a ledger entry while the erasure runs: the receipt to sign for, and how far it goes.
///
/// @param forEveryone whether the account's messages go from others' histories too
/// @param signature Ed25519 by the authority over [#canonical]
public record ErasureOrder(ReceiptPromise promise, boolean forEveryone, byte[] signature) {

    /// What the authority signs.
    public static String canonical(UUID subject, UUID erasureId, ReceiptPromise promise, boolean forEveryone) {
        return "lethe-erasure-order-v1|" + subject + "|" + erasureId + "|" + promise.receiptId() + "|"
                + promise.subjectHash(subject) + "|" + (forEveryone ? "everyone" : "own");
    }

    boolean isSigned(UUID subject, UUID erasureId, SignerCertificates signers) {
        return signers.verify(LedgerEntry.AUTHORITY, canonical(subject, erasureId, promise, forEveryone), signature);
    }
}
