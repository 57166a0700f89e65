package dev.lethe.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// Deletions a person asked for, as ids, so that a restored backup can be made to forget them again. A number that an account
/// left for another one is forgotten too; the other one is sealed. And so is what was chosen to go by itself, in its time.
public sealed interface DeletionEvent extends Event {

    /// Kept for the longest age of a backup and seven days.
    String TOPIC = "lethe.deletion.v1";

    @Override
    default String topic() {
        return TOPIC;
    }

    /// The owner's own copies of these messages are gone.
    record MessagesDeleted(UUID ownerId, UUID chatId, List<Long> ids) implements DeletionEvent {
        @Override
        public UUID subject() {
            return ownerId;
        }
    }

    /// The owner emptied a chat: every message of it up to `upToId` is gone. The chat is still there.
    record ChatCleared(UUID ownerId, UUID chatId, long upToId) implements DeletionEvent {
        @Override
        public UUID subject() {
            return ownerId;
        }
    }

    /// The owner deleted a chat with every message up to `upToId`. A later message brings it back.
    record ChatDeleted(UUID ownerId, UUID chatId, long upToId) implements DeletionEvent {
        @Override
        public UUID subject() {
            return ownerId;
        }
    }

    /// A group was ended for everybody who was in it; `lastId` is the message that tells so. Their copies are not gone.
    record GroupDissolved(UUID groupId, long lastId) implements DeletionEvent {
        @Override
        public UUID subject() {
            return groupId;
        }
    }

    /// These contacts are gone from the owner's list.
    record ContactsDeleted(UUID ownerId, List<UUID> contactIds) implements DeletionEvent {
        @Override
        public UUID subject() {
            return ownerId;
        }
    }

    /// The owner withdrew consent at `at`; every contact synced before is gone.
    ///
    /// @param consentId which consent, for times of two replicas do not order them; null in events from before it was told
    record ContactConsentWithdrawn(UUID ownerId, Instant at, @Nullable UUID consentId) implements DeletionEvent {
        @Override
        public UUID subject() {
            return ownerId;
        }
    }

    /// A waiting deletion of the account was stopped; nothing may carry it out any more.
    record AccountDeletionVetoed(UUID accountId, UUID requestId) implements DeletionEvent {
        @Override
        public UUID subject() {
            return accountId;
        }
    }

    /// These sessions ended and may never be used again.
    record SessionsEnded(UUID accountId, List<UUID> sessionIds) implements DeletionEvent {
        @Override
        public UUID subject() {
            return accountId;
        }
    }

    /// The account has another number since `at`, and nobody comes in by the one before. It is sealed for the id of the change.
    record NumberLeft(UUID accountId, UUID changeId, byte[] sealedNumber, Instant at) implements DeletionEvent {
        @Override
        public UUID subject() {
            return accountId;
        }

        @Override
        public String toString() {
            return "NumberLeft[accountId=" + accountId + "]";
        }
    }

    /// The owner chose after how many months without use the account goes.
    ///
    /// @param choice counts the account's choices, for times of two replicas do not order them; null in events from before
    record SelfDestructChosen(UUID accountId, int months, Instant at, @Nullable Long choice) implements DeletionEvent {
        @Override
        public UUID subject() {
            return accountId;
        }
    }

    /// The owner chose after how many days without use a session ends.
    ///
    /// @param choice counts the account's choices, for times of two replicas do not order them; null in events from before
    record SessionIdleChosen(UUID accountId, int days, Instant at, @Nullable Long choice) implements DeletionEvent {
        @Override
        public UUID subject() {
            return accountId;
        }
    }

    /// The password was removed; a restored one must not be asked for again.
    ///
    /// @param passwordId the same since it was first set
    record PasswordRemoved(UUID accountId, UUID passwordId) implements DeletionEvent {
        @Override
        public UUID subject() {
            return accountId;
        }
    }

    /// A recovery address was removed or replaced; a restored one must be sent nothing.
    record RecoveryAddressRemoved(UUID accountId, UUID addressId) implements DeletionEvent {
        @Override
        public UUID subject() {
            return accountId;
        }
    }

    /// The removal of a forgotten password was refused; nothing may carry it out any more.
    record PasswordRemovalRefused(UUID accountId, UUID requestId) implements DeletionEvent {
        @Override
        public UUID subject() {
            return accountId;
        }
    }
}
