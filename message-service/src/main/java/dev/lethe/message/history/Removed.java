package dev.lethe.message.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.mailbox.MessageId;

/// A copy that is gone, and the file that it held.
public record Removed(MessageId id, @Nullable UUID file) {
    public static Removed of(ResultSet row, int number) throws SQLException {
        return new Removed(new MessageId(row.getLong("id")), row.getObject("file_id", UUID.class));
    }
}
