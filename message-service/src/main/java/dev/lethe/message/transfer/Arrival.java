package dev.lethe.message.transfer;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.telegram.ExportedMessage;

/// A message of an export on its way into a chat. One that says the same is another.
final class Arrival {
    private final ChatStaging chat;
    private final ExportedMessage message;
    private final @Nullable UUID file;
    private final List<@Nullable UUID> moreFiles;

    Arrival(ChatStaging chat, ExportedMessage message, @Nullable UUID file, List<@Nullable UUID> moreFiles) {
        this.chat = chat;
        this.message = message;
        this.file = file;
        this.moreFiles = moreFiles;
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

    /// The other uploaded ones, by the places of their paths in the message.
    List<@Nullable UUID> moreFiles() {
        return moreFiles;
    }

    boolean hasFiles() {
        return file != null || moreFiles.stream().anyMatch(Objects::nonNull);
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
