package dev.lethe.message.transfer;

import java.util.List;
import java.util.UUID;

import dev.lethe.message.telegram.LeftOut;

/// What is known of an import.
///
/// @param bytesRead       of its last upload
/// @param chats           that are new
/// @param messages        that are new
/// @param changed         messages that were there in an older form
/// @param skipped         messages that were there as they are
/// @param filesMissing    messages of whose files one was not uploaded
/// @param leftOut         parts of the export that are never kept
/// @param messagesLeftOut messages, and whole chats, that could not be kept
/// @param named           the first of those
record ImportProgress(UUID id, ImportState state, long bytesRead, int chats, int messages, int changed, int skipped,
        int filesMissing, List<String> leftOut, int messagesLeftOut, List<LeftOut> named) {
    ImportProgress naming(List<LeftOut> parts) {
        return new ImportProgress(id, state, bytesRead, chats, messages, changed, skipped, filesMissing, leftOut,
                messagesLeftOut, parts);
    }
}
