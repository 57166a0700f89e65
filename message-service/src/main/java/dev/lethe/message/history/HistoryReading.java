package dev.lethe.message.history;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Cursor;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.platform.caller.Caller;

/// Reads a chat page by page: from the newest message, from a cursor in either direction, around a message or from
/// a moment on.
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
        boolean more = rows.size() > limit || PageBytes.areFull(rows);
        List<MessageRow> page = rows.size() > limit ? rows.subList(0, limit) : rows;
        Cursor newer = page.isEmpty() ? cursor : at(reader.accountId(), chat, page.getFirst());
        return new Page(opening.open(reader.accountId(), page),
                more ? at(reader.accountId(), chat, page.getLast()) : null, newer);
    }

    Page after(Caller reader, ChatId chat, Cursor cursor, int limit) {
        return after(reader, chat, cursor, limit, cursor.requireOf(chat.value()).at());
    }

    private Page after(Caller reader, ChatId chat, Cursor cursor, int limit, long olderThan) {
        requireChat(reader, chat);
        List<MessageRow> page = messages.newerThan(reader, chat, cursor.at(), limit).reversed();
        if (page.isEmpty()) {
            return new Page(List.of(), new Cursor(cursor.owner(), cursor.of(), olderThan), cursor);
        }
        return new Page(opening.open(reader.accountId(), page), at(reader.accountId(), chat, page.getLast()),
                at(reader.accountId(), chat, page.getFirst()));
    }

    /// A message, or its place when it is gone, with what is around it: half of the page is not later than it, half
    /// is later.
    Page around(Caller reader, ChatId chat, MessageId id, int limit) {
        requireChat(reader, chat);
        int newerHalf = limit / 2;
        int olderHalf = limit - newerHalf;
        List<MessageRow> older = messages.olderThan(reader, chat, id.next().value(), olderHalf + 1);
        List<MessageRow> newer = newerHalf == 0 ? List.of()
                : messages.newerThan(reader, chat, id.value(), newerHalf).reversed();
        boolean more = older.size() > olderHalf || PageBytes.areFull(older);
        List<MessageRow> page = Stream.concat(newer.stream(), older.stream().limit(olderHalf)).toList();
        UUID owner = reader.accountId();
        return new Page(opening.open(owner, page), more ? at(owner, chat, page.getLast()) : null,
                page.isEmpty() ? new Cursor(owner, chat.value(), id.value()) : at(owner, chat, page.getFirst()));
    }

    /// From the first message at or after a moment on, towards newer ones.
    Page from(Caller reader, ChatId chat, Instant time, int limit) {
        long place = messages.placeOf(reader.accountId(), chat, time).value();
        // A cursor names the message before which, or after which, to go on; the one before the place is that.
        return after(reader, chat, new Cursor(reader.accountId(), chat.value(), place - 1), limit, place);
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
