package dev.lethe.message.telegram;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// What we read out of an exported message, to show it and to find it.
///
/// @param number    its id in the export; orders a chat
/// @param date      in whole seconds; null when it cannot be read
/// @param exact     whether that is a moment, and not the local time of some place
/// @param file      the file that came with it, or would have
/// @param moreFiles further ones: a thumbnail, the pictures of custom emoji
/// @param imported  what else is shown
/// @param words     what it is found by, beside its text and the name of its file
public record TelegramMessage(long number, @Nullable Instant date, boolean exact, String text, @Nullable File file,
        List<String> moreFiles, ImportedDetails imported, List<String> words) {

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
