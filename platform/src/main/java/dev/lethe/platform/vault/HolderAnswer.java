package dev.lethe.platform.vault;

import java.util.UUID;

import dev.lethe.platform.signature.ReceiptPromise;

/// What one keyholder says to an order of destruction.
public sealed interface HolderAnswer {

    String holder();

    /// Signed proof; the same for the same order and receipt, however often asked.
    ///
    /// @param destroyedMillis the hour in which the share was destroyed
    /// @param epochEndsMillis the hour by whose beginning the key that wrapped it is to be gone too: from then on no backup
    /// or log of it can be opened
    /// @param signature base64 Ed25519 of the keyholder over [#canonical]
    record Destroyed(String holder, long destroyedMillis, long epochEndsMillis, String signature)
            implements
                HolderAnswer {

        /// Names the receipt and binds it to the subject whose share is gone.
        public static String canonical(UUID subject, ReceiptPromise promise, String holder, long destroyedMillis,
                long epochEndsMillis) {
            return "lethe-key-answer-v2|%s|%s|%s|destroyed|%d|%d".formatted(promise.receiptId(),
                    promise.subjectHash(subject), holder, destroyedMillis, epochEndsMillis);
        }

        public String canonical(UUID subject, ReceiptPromise promise) {
            return canonical(subject, promise, holder, destroyedMillis, epochEndsMillis);
        }
    }

    /// Too many destructions in a day: the share is no longer served, and goes when the keyholder's operator agrees.
    record Waiting(String holder) implements HolderAnswer {}

    /// No answer, or one whose signature does not hold. Ask again.
    record Unreachable(String holder) implements HolderAnswer {}
}
