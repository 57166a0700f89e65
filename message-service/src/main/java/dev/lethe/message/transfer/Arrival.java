package dev.lethe.message.transfer;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.telegram.ExportedMessage;

/// A message of an export on its way into a chat. One that says the same is another.
final class Arrival {
    private final ChatStaging chat;
    private final ExportedMessage message;
    private final @Nullable UUID file;

    Arrival(ChatStaging chat, ExportedMessage message, @Nullable UUID file) {
        this.chat = chat;
        this.message = message;
        this.file = file;
    }

    ChatStaging chat() {
        return chat;
    }

    ExportedMessage message() {
        return message;
    }

    /// The uploaded one.
    @Nullable
    UUID file() {
        return file;
    }

    long number() {
        return message.message().number();
    }

    long second() {
        return Places.second(message.at());
    }

    byte[] raw() {
        return message.raw();
    }
}
