package dev.lethe.message.sending;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.history.MessageBody;
import dev.lethe.message.history.MessageKind;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.ChatKind;
import dev.lethe.message.mailbox.MessageId;

/// A message that somebody wants sent, once under this client id.
///
/// @param file  the file it holds
/// @param leased the id under which leases on the file were taken; the message has this id or is not sent
record Submission(UUID sender, UUID clientId, ChatId chat, MessageBody body, @Nullable UUID file,
        @Nullable MessageId leased) {
    MessageKind kind() {
        return file == null ? MessageKind.TEXT : MessageKind.FILE;
    }

    ChatKind chatKind() {
        return chat.isSavedMessagesOf(sender) ? ChatKind.SAVED : ChatKind.DIRECT;
    }

    /// Whose mailboxes receive it.
    List<UUID> holders() {
        return chat.isSavedMessagesOf(sender) ? List.of(sender) : List.of(sender, chat.value());
    }

    /// The chat under which a holder sees it.
    ChatId chatOf(UUID holder) {
        return holder.equals(sender) ? chat : new ChatId(sender);
    }

    Submission leasedAs(MessageId id) {
        return new Submission(sender, clientId, chat, body, file, id);
    }

    @Override
    public String toString() {
        return "Submission[" + clientId + "]";
    }
}
