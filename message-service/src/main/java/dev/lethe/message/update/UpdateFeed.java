package dev.lethe.message.update;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.message.chat.ChatOpening;
import dev.lethe.message.chat.ChatRow;
import dev.lethe.message.chat.Chats;
import dev.lethe.message.history.Message;
import dev.lethe.message.history.MessageOpening;
import dev.lethe.message.history.MessageRow;
import dev.lethe.message.history.Messages;
import dev.lethe.message.history.PageBytes;
import dev.lethe.message.mailbox.Cursor;
import dev.lethe.message.update.Changes.Head;
import dev.lethe.platform.caller.Caller;

/// Merges changed messages, changed chats and what left into one sequence without gaps.
@Component
public class UpdateFeed {
    /// A page of the feed.
    ///
    /// @param reset why the reader has to start anew; null when the updates follow the cursor
    /// @param more  whether to ask again at once
    public record Batch(List<Step> steps, Cursor cursor, boolean more, @Nullable ResetReason reset) {}

    /// An update and its place.
    ///
    /// @param after what to go on from when this update, and none after it, was received
    public record Step(Update update, Cursor after) {}

    /// @param name tells apart what has the same number
    private record Numbered(long seq, UUID name, Update update) {}

    /// @param isCut whether there may be more, for these are enough bytes
    private record Merged(List<Numbered> updates, boolean isCut) {}

    // Names of messages and of what left cannot be those of chats, which are random UUIDs.
    private static final long MESSAGE = 1;
    private static final UUID GONE = new UUID(2, 0);

    private final Changes changes;
    private final Messages messages;
    private final MessageOpening messageOpening;
    private final Chats chats;
    private final ChatOpening chatOpening;

    UpdateFeed(Changes changes, Messages messages, MessageOpening messageOpening, Chats chats,
            ChatOpening chatOpening) {
        this.changes = changes;
        this.messages = messages;
        this.messageOpening = messageOpening;
        this.chats = chats;
        this.chatOpening = chatOpening;
    }

    /// One snapshot for all parts, or a change between two of the reads could be passed over.
    @Transactional(readOnly = true)
    public Batch after(Caller reader, @Nullable Cursor cursor, int limit) {
        changes.keepSnapshot();
        Head head = changes.head(reader.accountId());
        Cursor atHead = new Cursor(reader.accountId(), head.era(), head.seq());
        if (cursor == null) {
            return new Batch(List.of(), atHead, false, null);
        }
        ResetReason reset = ResetReason.of(cursor, head);
        if (reset != null) {
            return new Batch(List.of(), atHead, false, reset);
        }
        if (cursor.at() == head.seq() && !cursor.isBetween()) {
            return new Batch(List.of(), atHead, false, null);
        }
        Merged all = merge(reader, cursor.isBetween() ? cursor.at() - 1 : cursor.at(), limit);
        List<Numbered> merged = all.updates();
        boolean more = merged.size() > limit || all.isCut();
        int end = merged.size() > limit ? end(merged, limit) : merged.size();
        Cursor next = more ? new Cursor(reader.accountId(), head.era(), merged.get(end - 1).seq()) : atHead;
        return new Batch(steps(merged.subList(start(merged, cursor), end), atHead), next, more, null);
    }

    /// What was just appended by people who live, for a reader who stands right before it, without a look at the database;
    /// nothing when it takes one, for what is quoted or who is named.
    public List<Step> appended(Caller reader, Cursor cursor, List<MessageRow> rows) {
        List<Message> opened = messageOpening.openAlone(reader.accountId(), rows);
        List<Step> steps = new ArrayList<>(opened.size());
        for (int i = 0; i < opened.size(); i++) {
            long seq = rows.get(i).seq();
            steps.add(new Step(Update.of(seq, opened.get(i)), new Cursor(cursor.owner(), cursor.of(), seq)));
        }
        return steps;
    }

    // What has the same number is told as several updates. A cursor between them says how far it went.
    private static List<Step> steps(List<Numbered> page, Cursor head) {
        List<Step> steps = new ArrayList<>(page.size());
        for (int i = 0; i < page.size(); i++) {
            Numbered at = page.get(i);
            boolean between = i + 1 < page.size() && page.get(i + 1).seq() == at.seq();
            steps.add(new Step(at.update(), between ? new Cursor(head.owner(), head.of(), at.seq(), at.name())
                    : new Cursor(head.owner(), head.of(), at.seq())));
        }
        return steps;
    }

    // What the cursor names may have changed again; then it comes once more, under its new number.
    private static int start(List<Numbered> merged, Cursor cursor) {
        for (int i = 0; i < merged.size() && merged.get(i).seq() == cursor.at(); i++) {
            if (merged.get(i).name().equals(cursor.tie())) {
                return i + 1;
            }
        }
        return 0;
    }

    private Merged merge(Caller reader, long seq, int limit) {
        UUID owner = reader.accountId();
        List<Numbered> merged = new ArrayList<>();
        List<ChatRow> chatRows = chats.changedAfter(reader, seq, limit + 1);
        var openedChats = chatOpening.open(owner, chatRows);
        for (int i = 0; i < chatRows.size(); i++) {
            ChatRow row = chatRows.get(i);
            merged.add(new Numbered(row.seq(), row.chat().value(), Update.of(row.seq(), openedChats.get(i))));
        }
        List<MessageRow> rows = messages.changedAfter(reader, seq, limit + 1);
        List<Message> opened = messageOpening.open(owner, rows);
        for (int i = 0; i < rows.size(); i++) {
            MessageRow row = rows.get(i);
            merged.add(
                    new Numbered(row.seq(), new UUID(MESSAGE, row.id().value()), Update.of(row.seq(), opened.get(i))));
        }
        changes.goneAfter(owner, seq, limit + 1)
                .forEach(gone -> merged.add(new Numbered(gone.seq(), GONE, Update.of(gone.seq(), gone.gone()))));
        // stable: a chat comes before its first message, which has the same number
        merged.sort(Comparator.comparingLong(Numbered::seq));
        return cut(merged, chatRows, rows);
    }

    // Where one of the lists ends early, nothing is told that comes behind it.
    private static Merged cut(List<Numbered> merged, List<ChatRow> chats, List<MessageRow> messages) {
        long end = Long.MAX_VALUE;
        if (PageBytes.areFull(messages)) {
            end = messages.getLast().seq();
        }
        if (ChatRow.areFull(chats)) {
            end = Math.min(end, chats.getLast().seq());
        }
        long last = end;
        merged.removeIf(update -> update.seq() > last);
        return new Merged(merged, last < Long.MAX_VALUE);
    }

    // A number is never cut in two: a new chat shares it with its first message.
    private static int end(List<Numbered> merged, int limit) {
        int end = limit;
        while (end < merged.size() && merged.get(end).seq() == merged.get(end - 1).seq()) {
            end++;
        }
        return end;
    }
}
