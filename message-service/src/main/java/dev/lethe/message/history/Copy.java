package dev.lethe.message.history;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.ChatKind;
import dev.lethe.message.mailbox.MessageId;

/// One mailbox's copy of a message, sealed, ready to be written.
///
/// @param author who wrote it; null when it was no account
/// @param tokens what it is found by, made with a key of its owner and chat; may be empty
/// @param ahead  by how many milliseconds its id is ahead of its time
public record Copy(UUID owner, MessageId id, ChatId chat, ChatKind chatKind, @Nullable UUID author, MessageKind kind,
        @Nullable UUID file, byte[] body, String tokens, long seq, long ahead) {
    /// As it is stored.
    public MessageRow row() {
        return new MessageRow(id, chat, author, kind, file, body, seq, ahead);
    }

    @Override
    public String toString() {
        return "Copy[redacted]";
    }
}
