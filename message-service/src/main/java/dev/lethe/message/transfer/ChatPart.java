package dev.lethe.message.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.telegram.ChatSource;
import dev.lethe.message.telegram.ExportedChat;
import dev.lethe.message.telegram.ExportedMessage;

/// What a batch brings of one chat.
final class ChatPart {
    private final UUID id;
    private ExportedChat chat;
    private final List<ExportedMessage> messages = new ArrayList<>();
    private @Nullable ChatSource source;

    ChatPart(UUID id, ExportedChat chat) {
        this.id = id;
        this.chat = chat;
    }

    /// The id under which the chat will be seen.
    UUID id() {
        return id;
    }

    ExportedChat chat() {
        return chat;
    }

    List<ExportedMessage> messages() {
        return messages;
    }

    /// What the chat says of itself; null until it is over.
    @Nullable
    ChatSource source() {
        return source;
    }

    void add(ExportedMessage message) {
        messages.add(message);
    }

    void end(ExportedChat said, ChatSource all) {
        chat = said;
        source = all;
    }
}
