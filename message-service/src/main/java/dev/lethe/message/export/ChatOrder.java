package dev.lethe.message.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.history.MessageRow;
import dev.lethe.message.history.MessageSeal;
import dev.lethe.message.history.Messages;
import dev.lethe.message.mailbox.ChatId;

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
        eachByTime(row -> positions.add(new Position(number(row), row.id().value())));
        positions.sort(Comparator.comparingLong(Position::number).thenComparingLong(Position::id));
        for (int from = 0; from < positions.size(); from += PAGE) {
            page(positions.subList(from, Math.min(positions.size(), from + PAGE)), reader);
        }
    }

    private void page(List<Position> positions, Consumer<MessageRow> reader) {
        export.requireLiving();
        List<Long> ids = positions.stream().map(Position::id).toList();
        Map<Long, MessageRow> found = new HashMap<>();
        export.read(() -> rows.messages(export.owner(), chat, ids)).forEach(row -> found.put(row.id().value(), row));
        for (Long id : ids) {
            MessageRow row = found.get(id);
            if (row != null) {
                reader.accept(row);
            }
        }
    }

    private boolean isOrdered() {
        long last = Long.MIN_VALUE;
        List<MessageRow> page = next(null);
        while (!page.isEmpty()) {
            for (MessageRow row : page) {
                long number = number(row);
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

    private long number(MessageRow row) {
        MessageSeal.Imported imported = seal.openImported(export.key(), export.owner(), row.id(), row.body());
        return imported == null ? 0 : imported.number();
    }
}
