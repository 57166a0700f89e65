package dev.lethe.events;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// Messages of the suite itself to a person.
public sealed interface NoticeEvent extends Event {

    /// Kept seven days.
    String TOPIC = "lethe.notice.v1";

    @Override
    default String topic() {
        return TOPIC;
    }

    /// What a notice is for.
    enum Kind {
        SIGN_IN_CODE, NEW_SESSION, DELETION_CODE, DELETION_SCHEDULED, CONTACT_JOINED, PASSWORD_CHANGED, PASSWORD_TRIED,
        PASSWORD_FORGOTTEN, RECOVERY_MAIL_CHANGED, SELF_DESTRUCT, NUMBER_CODE, NUMBER_CHANGED
    }

    /// A notice for the service chat of an account; its text is sealed.
    ///
    /// @param visibleToSessionsStartedBefore if set, only sessions started before it may see the notice
    /// @param aboutAccountId the account the notice names, if any
    /// @param expiresAt when the notice deletes itself, if ever
    record NoticePosted(UUID accountId, UUID noticeId, Kind kind, byte[] sealedBody,
            @Nullable Instant visibleToSessionsStartedBefore, @Nullable UUID aboutAccountId, Instant at,
            @Nullable Instant expiresAt) implements NoticeEvent {
        @Override
        public UUID subject() {
            return accountId;
        }

        @Override
        public String toString() {
            return "NoticePosted[noticeId=" + noticeId + ", kind=" + kind + "]";
        }
    }
}
