package dev.lethe.message.sending;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.history.Fanout.Draft;
import dev.lethe.message.history.MessageBody;
import dev.lethe.message.history.MessageKind;
import dev.lethe.message.history.MessageSeal;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.membership.Audience;
import dev.lethe.platform.vault.SubjectKey;

/// A message that somebody wants sent, once under this client id.
///
/// @param file  the file it holds
/// @param source what is passed on; null when it is written anew
record Submission(UUID sender, UUID clientId, ChatId chat, MessageBody body, @Nullable UUID file,
        @Nullable Source source) {
    /// One of the sender's own copies.
    record Source(ChatId chat, MessageId message) {}

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

    /// What every retry has in common: what was written, or what is passed on, which may change meanwhile.
    byte[] digest(MessageSeal seal, SubjectKey key) {
        Source from = source;
        if (from == null) {
            return seal.digest(key, chat.value(), file, body, null);
        }
        MessageBody own = new MessageBody(null, null, null, null, null, body.replyTo(), null, null);
        return seal.digest(key, chat.value(), null, own, from.chat() + "/" + from.message());
    }

    Addressed to(Audience audience, @Nullable MessageId leased) {
        return new Addressed(this, audience, leased);
    }

    @Override
    public String toString() {
        return "Submission[" + clientId + "]";
    }
}
