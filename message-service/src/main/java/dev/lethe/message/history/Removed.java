package dev.lethe.message.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.mailbox.SqlArrays;

/// A copy that is gone, and the files that it held.
public record Removed(MessageId id, List<UUID> files) {
    /// Reads the columns `id`, `file_id` and `more_files`.
    public static Removed of(ResultSet row, int number) throws SQLException {
        return new Removed(new MessageId(row.getLong("id")),
                Stream.concat(Stream.ofNullable(row.getObject("file_id", UUID.class)),
                        SqlArrays.uuids(row, "more_files").stream()).filter(Objects::nonNull).distinct().toList());
    }
}
