package dev.lethe.message.sending;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.history.Fanout.Draft;
import dev.lethe.message.history.MessageBody;
import dev.lethe.message.history.MessageKind;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.membership.Audience;

/// A message that somebody wants sent, once under this client id.
///
/// @param file  the file it holds
record Submission(UUID sender, UUID clientId, ChatId chat, MessageBody body, @Nullable UUID file) {
    /// A submission with whom it is to reach.
    ///
    /// @param leased the id under which leases on the file were taken; the message has this id or is not sent
    record Addressed(Submission submission, Audience audience, @Nullable MessageId leased) {
        UUID sender() {
            return submission.sender();
        }

        UUID clientId() {
            return submission.clientId();
        }

        List<UUID> holders() {
            return audience.holders();
        }

        Draft draft() {
            return new Draft(submission.chat(), audience, submission.sender(), submission.kind(), submission.file(),
                    submission.body());
        }
    }

    MessageKind kind() {
        return file == null ? MessageKind.TEXT : MessageKind.FILE;
    }

    Addressed to(Audience audience, @Nullable MessageId leased) {
        return new Addressed(this, audience, leased);
    }

    @Override
    public String toString() {
        return "Submission[" + clientId + "]";
    }
}
