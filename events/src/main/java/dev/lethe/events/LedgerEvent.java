package dev.lethe.events;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// The one record that is kept for ever: that an account must not exist any more.
public sealed interface LedgerEvent extends Event {

    /// Kept for ever, never compacted.
    String TOPIC = "lethe.erasure-ledger.v1";

    @Override
    default String topic() {
        return TOPIC;
    }

    /// An entry of the erasure ledger, signed by the authority.
    ///
    /// @param everyoneSignature the authority's signature that the account's messages go from others' histories too; null
    /// where they stay
    record ErasureRecorded(UUID accountId, UUID erasureId, Instant at, byte[] signature,
            byte @Nullable [] everyoneSignature) implements LedgerEvent {
        @Override
        public UUID subject() {
            return accountId;
        }
    }
}
