package dev.lethe.message.chat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.history.MessageRow;
import dev.lethe.message.history.PageBytes;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.ChatKind;

/// A stored chat with what is derived from its messages.
///
/// @param activity the id of its last message, 0 when there is none
/// @param seq      the number of its last change
public record ChatRow(ChatId chat, ChatKind kind, byte @Nullable [] title, byte @Nullable [] marks, long readUpTo,
        long partnerReadUpTo,
        int unread, long activity, @Nullable MessageRow last, long seq) {
    static ChatRow of(ResultSet row, int number) throws SQLException {
        long activity = row.getLong("id");
        return new ChatRow(new ChatId(row.getObject("chat", UUID.class)), ChatKind.ofColumn(row.getString("chat_kind")),
                row.getBytes("title"), row.getBytes("marks"), row.getLong("read_up_to"),
                row.getLong("partner_read_up_to"),
                row.getInt("unread"), activity, activity == 0 ? null : MessageRow.of(row, number),
                row.getLong("chat_seq"));
    }

    /// Whether there may be more behind the last of these rows than a limit on their number says.
    public static boolean areFull(List<ChatRow> rows) {
        return PageBytes.areFull(rows.stream().mapToLong(row -> PageBytes.of(row.last())).sum());
    }

    @Override
    public String toString() {
        return "ChatRow[" + chat + "]";
    }
}
