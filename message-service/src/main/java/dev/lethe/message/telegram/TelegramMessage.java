package dev.lethe.message.telegram;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// What we read out of an exported message, to show it and to find it.
///
/// @param number        its id in the export; orders a chat
/// @param date          in whole seconds
/// @param type          `message` or `service`
/// @param from          the sender's name
/// @param fromId        the sender's id in the export
/// @param forwardedFrom whose message was passed on
/// @param replyToId     the id, in the export, of the message that it answers
/// @param media         what stood here beside text: `photo`, `file`, `sticker`, `location`, …
/// @param action        what happened, for service messages
/// @param edited        when it was last changed
/// @param file          the file that came with it
public record TelegramMessage(long number, Instant date, String type, String text, @Nullable String from,
        @Nullable String fromId, @Nullable String forwardedFrom, @Nullable String replyToId, @Nullable String media,
        @Nullable String action, @Nullable Instant edited, @Nullable File file) {

    /// A file of the export's folder.
    ///
    /// @param path as the export names it; null when the export has no more of it than this
    /// @param size in bytes; 0 when it is not told
    public record File(@Nullable String path, String name, String type, long size) {
        @Override
        public String toString() {
            return "File[redacted]";
        }
    }

    @Override
    public String toString() {
        return "TelegramMessage[redacted]";
    }
}
