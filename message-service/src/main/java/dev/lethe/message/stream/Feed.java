package dev.lethe.message.stream;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.history.MessageRow;
import dev.lethe.message.mailbox.Cursor;
import dev.lethe.message.update.UpdateFeed;
import dev.lethe.platform.caller.Caller;

/// Where a stream has from what it tells.
interface Feed {
    /// Reads what comes after the cursor, or where the mailbox stands.
    UpdateFeed.Batch after(Caller reader, @Nullable Cursor cursor, int limit);

    /// What rows say that come right after the cursor; nothing when that takes more than the rows.
    List<UpdateFeed.Step> appended(Caller reader, Cursor cursor, List<MessageRow> rows);
}
