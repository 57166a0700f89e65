package dev.lethe.platform.vault;

import java.util.UUID;

/// What one keyholder says to an order of destruction.
public sealed interface HolderAnswer {

    String holder();

    /// Signed proof; the same for the same order and receipt, however often asked.
    ///
    /// @param destroyedMillis when the share was destroyed
    /// @param epochEndsMillis when the key that wrapped it is gone too: from then on no backup or log of it can be opened
    /// @param signature base64 Ed25519 of the keyholder over [#canonical]
    record Destroyed(String holder, long destroyedMillis, long epochEndsMillis, String signature)
            implements
                HolderAnswer {

        public static String canonical(UUID receiptId, String holder, long destroyedMillis, long epochEndsMillis) {
            return "lethe-key-answer-v1|%s|%s|destroyed|%d|%d".formatted(receiptId, holder, destroyedMillis,
                    epochEndsMillis);
        }

        public String canonical(UUID receiptId) {
            return canonical(receiptId, holder, destroyedMillis, epochEndsMillis);
        }
    }

    /// Too many destructions in a day: the share is no longer served, and goes when the keyholder's operator agrees.
    record Waiting(String holder) implements HolderAnswer {}

    /// No answer, or one whose signature does not hold. Ask again.
    record Unreachable(String holder) implements HolderAnswer {}
}
