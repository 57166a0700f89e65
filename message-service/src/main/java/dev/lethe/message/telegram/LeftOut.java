package dev.lethe.message.telegram;

import org.jspecify.annotations.Nullable;

/// A message, or a whole chat, that cannot be kept.
///
/// @param chat    its number in the export, or its place in the list of chats
/// @param message its number there; null when it has none, or when it is the whole chat
/// @param reason  in our own words
public record LeftOut(String chat, @Nullable String message, String reason) {
    @Override
    public String toString() {
        return "LeftOut[redacted]";
    }
}
