package dev.lethe.events;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// What witnesses of an erasure answer.
public sealed interface AnswerEvent extends Event {

    /// Kept seven days.
    String TOPIC = "lethe.erasure-answer.v1";

    @Override
    default String topic() {
        return TOPIC;
    }

    /// A service holds nothing of the account any more, and signs for it.
    ///
    /// @param counts rows and files removed, by item
    record ErasureAnswered(UUID accountId, UUID erasureId, UUID receiptId, String witness, Map<String, Long> counts,
            Instant at, byte[] signature) implements AnswerEvent {
        @Override
        public UUID subject() {
            return accountId;
        }
    }
}
