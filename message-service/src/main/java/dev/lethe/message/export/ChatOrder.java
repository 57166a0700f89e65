package dev.lethe.message.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.history.MessageRow;
import dev.lethe.message.history.MessageSeal;
import dev.lethe.message.history.Messages;
import dev.lethe.message.history.PageBytes;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.platform.vault.SealBrokenException;

/// Reads a chat in the order in which exports write it: by time, and an imported one by the numbers that its messages
/// had. Nearly always these are in the order of time too, and then nothing has to be remembered.
final class ChatOrder {
    private static final int PAGE = 1_000;

    private record Position(long number, long id) {}

    private final Export export;
    private final Messages messages;
    private final ExportRows rows;
    private final MessageSeal seal;
    private final ChatId chat;

    ChatOrder(Export export, Messages messages, ExportRows rows, MessageSeal seal, ChatId chat) {
        this.export = export;
        this.messages = messages;
        this.rows = rows;
        this.seal = seal;
        this.chat = chat;
    }

    void eachByNumber(Consumer<MessageRow> reader) {
        if (isOrdered()) {
            eachByTime(reader);
            return;
        }
        List<Position> positions = new ArrayList<>();
        eachByTime(row -> positions.add(new Position(number(row, lastOf(positions)), row.id().value())));
        positions.sort(Comparator.comparingLong(Position::number).thenComparingLong(Position::id));
        for (int from = 0; from < positions.size(); from += PAGE) {
            page(positions.subList(from, Math.min(positions.size(), from + PAGE)), reader);
        }
    }

    private static long lastOf(List<Position> positions) {
        return positions.isEmpty() ? Long.MIN_VALUE : positions.getLast().number();
    }

    private void page(List<Position> positions, Consumer<MessageRow> reader) {
        List<Long> ids = positions.stream().map(Position::id).toList();
        while (!ids.isEmpty()) {
            export.requireLiving();
            List<Long> asked = ids;
            List<MessageRow> found = export.read(() -> rows.messages(export.owner(), chat, asked));
            found.forEach(reader);
            ids = PageBytes.areFull(found) ? ids.subList(ids.indexOf(found.getLast().id().value()) + 1, ids.size())
                    : List.of();
        }
    }

    private boolean isOrdered() {
        long last = Long.MIN_VALUE;
        List<MessageRow> page = next(null);
        while (!page.isEmpty()) {
            for (MessageRow row : page) {
                long number = number(row, last);
                if (number < last) {
                    return false;
                }
                last = number;
            }
            page = next(page.getLast());
        }
        return true;
    }

    void eachByTime(Consumer<MessageRow> reader) {
        List<MessageRow> page = next(null);
        while (!page.isEmpty()) {
            page.forEach(reader);
            page = next(page.getLast());
        }
    }

    private List<MessageRow> next(@Nullable MessageRow last) {
        export.requireLiving();
        long after = last == null ? Long.MIN_VALUE : last.id().value();
        return export.read(() -> messages.newerThan(export.reader(), chat, after, PAGE));
    }

    // What does not open stays behind the one before it.
    private long number(MessageRow row, long before) {
        try {
            MessageSeal.Imported imported = seal.openImported(export.key(), export.owner(), row.id(), row.body());
            return imported == null ? 0 : imported.number();
        } catch (SealBrokenException _) {
            return before;
        }
    }
}
