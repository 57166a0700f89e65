package dev.lethe.message.chat;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.lethe.message.mailbox.Cursor;
import dev.lethe.platform.caller.Caller;

/// Reads the list of chats page by page, latest activity first.
@Component
class ChatList {
    record Page(List<Chat> chats, @Nullable Cursor next) {}

    // names the list in its cursors
    private static final UUID LIST = new UUID(0, 1);
    private static final UUID LAST_TIE = new UUID(-1, -1);

    private final Chats chats;
    private final ChatOpening opening;

    ChatList(Chats chats, ChatOpening opening) {
        this.chats = chats;
        this.opening = opening;
    }

    Page page(Caller reader, @Nullable Cursor cursor, int limit) {
        long activity = cursor == null ? Long.MAX_VALUE : cursor.requireOf(LIST).at();
        List<ChatRow> rows = chats.page(reader, activity, cursor == null ? LAST_TIE : cursor.tie(), limit + 1);
        boolean more = rows.size() > limit || ChatRow.areFull(rows);
        List<ChatRow> page = rows.size() > limit ? rows.subList(0, limit) : rows;
        Cursor next = more ? new Cursor(reader.accountId(), LIST, page.getLast().activity(),
                page.getLast().chat().value()) : null;
        return new Page(opening.open(reader.accountId(), page), next);
    }
}
