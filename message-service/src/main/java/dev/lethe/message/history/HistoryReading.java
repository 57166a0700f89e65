package dev.lethe.message.history;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Cursor;
import dev.lethe.platform.caller.Caller;

/// Reads a chat page by page, from the newest message or from a cursor in either direction.
@Component
class HistoryReading {
    /// Newest first.
    ///
    /// @param older the cursor to what comes before the page; null at the beginning of the chat
    /// @param newer the cursor to what comes after it, now or later
    record Page(List<Message> messages, @Nullable Cursor older, @Nullable Cursor newer) {}

    private final Messages messages;
    private final MessageOpening opening;

    HistoryReading(Messages messages, MessageOpening opening) {
        this.messages = messages;
        this.opening = opening;
    }

    Page before(Caller reader, ChatId chat, @Nullable Cursor cursor, int limit) {
        requireChat(reader, chat);
        long from = cursor == null ? Long.MAX_VALUE : cursor.requireOf(chat.value()).at();
        List<MessageRow> rows = messages.olderThan(reader, chat, from, limit + 1);
        boolean more = rows.size() > limit;
        List<MessageRow> page = more ? rows.subList(0, limit) : rows;
        Cursor newer = page.isEmpty() ? cursor : at(reader.accountId(), chat, page.getFirst());
        return new Page(opening.open(reader.accountId(), page),
                more ? at(reader.accountId(), chat, page.getLast()) : null, newer);
    }

    Page after(Caller reader, ChatId chat, Cursor cursor, int limit) {
        requireChat(reader, chat);
        long from = cursor.requireOf(chat.value()).at();
        List<MessageRow> page = messages.newerThan(reader, chat, from, limit).reversed();
        if (page.isEmpty()) {
            return new Page(List.of(), cursor, cursor);
        }
        return new Page(opening.open(reader.accountId(), page), at(reader.accountId(), chat, page.getLast()),
                at(reader.accountId(), chat, page.getFirst()));
    }

    private void requireChat(Caller reader, ChatId chat) {
        if (!messages.chatExists(reader.accountId(), chat)) {
            throw MessageProblems.CHAT_NOT_FOUND.asProblem();
        }
    }

    private static Cursor at(UUID owner, ChatId chat, MessageRow row) {
        return new Cursor(owner, chat.value(), row.id().value());
    }
}
