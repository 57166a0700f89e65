package dev.lethe.events;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// The life of an account, from registration to the last trace.
public sealed interface AccountEvent extends Event {

    /// Where these events are published; kept seven days.
    String TOPIC = "lethe.account.v1";

    /// The account the event is about.
    UUID accountId();

    @Override
    default UUID subject() {
        return accountId();
    }

    @Override
    default String topic() {
        return TOPIC;
    }

    /// A number became an account. The number is sealed for those who may match contacts.
    ///
    /// @param quiet whether those who had saved the number are not to be told; null where nothing was said
    record AccountRegistered(UUID accountId, byte[] sealedNumber, @Nullable Boolean quiet, Instant at)
            implements
                AccountEvent {
        public boolean joinsQuietly() {
            return Boolean.TRUE.equals(quiet);
        }

        @Override
        public String toString() {
            return "AccountRegistered[accountId=" + accountId + "]";
        }
    }

    /// An account has another number. It is sealed like that of a registration, for the id of the change.
    record NumberChanged(UUID accountId, UUID changeId, byte[] sealedNumber, Instant at) implements AccountEvent {
        @Override
        public String toString() {
            return "NumberChanged[accountId=" + accountId + "]";
        }
    }

    /// An account ended at `at` (T0). There is no way back.
    ///
    /// @param ledgerSignature the authority's signature over the ledger's entry
    /// @param everyoneSignature what the ledger keeps of `forEveryone`, signed by the authority; null where it is false
    /// @param salt what binds the receipt to the account; null in what was published before receipts were bound
    /// @param orderSignature the authority's signature over receipt, salt's hash and `forEveryone`; null as above
    /// @param again whether the authority still misses an answer, and also asks who has given one; null where nothing was
    /// said
    record AccountErased(UUID accountId, UUID erasureId, UUID receiptId, boolean forEveryone, Instant at,
            byte[] ledgerSignature, byte @Nullable [] everyoneSignature, byte @Nullable [] salt,
            byte @Nullable [] orderSignature,
            @Nullable Boolean again) implements AccountEvent {
        public boolean asksAgain() {
            return Boolean.TRUE.equals(again);
        }

        @Override
        public String toString() {
            return "AccountErased[accountId=" + accountId + "]";
        }
    }

    /// The receipt is issued: whoever kept a link between account and receipt drops it.
    record ErasureCompleted(UUID accountId, UUID erasureId, Instant at) implements AccountEvent {}
}
