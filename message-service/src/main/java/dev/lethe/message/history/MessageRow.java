package dev.lethe.message.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Dated;
import dev.lethe.message.mailbox.MessageId;

/// A stored copy, still sealed.
///
/// @param ahead by how many milliseconds its id is ahead of its time
public record MessageRow(MessageId id, ChatId chat, @Nullable UUID author, MessageKind kind, @Nullable UUID file,
        byte[] body, long seq, long ahead) {
    /// The columns that [#of] reads.
    public static final String COLUMNS = "m.id, m.chat_id, m.author_id, m.kind, m.file_id, m.body, m.seq, m.ahead";

    public static MessageRow of(ResultSet row, int number) throws SQLException {
        return new MessageRow(new MessageId(row.getLong("id")), new ChatId(row.getObject("chat_id", UUID.class)),
                row.getObject("author_id", UUID.class), MessageKind.ofColumn(row.getString("kind")),
                row.getObject("file_id", UUID.class), row.getBytes("body"), row.getLong("seq"),
                row.getLong("ahead"));
    }

    /// Its id, and when it was sent.
    public Dated dated() {
        return new Dated(id, ahead);
    }

    /// When it was sent.
    public Instant at() {
        return dated().at();
    }

    /// As it stands once its body was sealed anew.
    public MessageRow changed(byte[] sealed, long change) {
        return new MessageRow(id, chat, author, kind, file, sealed, change, ahead);
    }

    /// As it is shown when its seal does not hold.
    MessageRow unreadable() {
        return new MessageRow(id, chat, author, MessageKind.UNREADABLE, null, body, seq, ahead);
    }

    @Override
    public String toString() {
        return "MessageRow[" + id + "]";
    }
}
