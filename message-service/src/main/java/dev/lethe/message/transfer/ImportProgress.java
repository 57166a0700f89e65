package dev.lethe.message.transfer;

import java.util.List;
import java.util.UUID;

/// What is known of an import.
///
/// @param bytesRead    of its last upload
/// @param chats        that are new
/// @param messages     that are new
/// @param skipped      messages that were there already
/// @param filesMissing messages whose file was not uploaded
/// @param leftOut      parts of the export that are never kept
record ImportProgress(UUID id, ImportState state, long bytesRead, int chats, int messages, int skipped,
        int filesMissing, List<String> leftOut) {}
