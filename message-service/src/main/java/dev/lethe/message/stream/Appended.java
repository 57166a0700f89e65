package dev.lethe.message.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.history.MessageRow;
import dev.lethe.message.mailbox.Cursor;

/// What commits have appended to a mailbox since a stream last looked, still sealed, with numbers that follow each other.
/// It is there to spare a reading: who cannot use it loses nothing.
final class Appended {
    private static final int MOST_ROWS = 16;
    private static final int MOST_BYTES = 16 * 1024;

    private final AtomicReference<List<MessageRow>> rows = new AtomicReference<>(List.of());

    /// Keeps what follows the rows that are kept already.
    ///
    /// @return false when it does not, or when that would be too much: then the stream has to read
    boolean add(List<MessageRow> more) {
        List<MessageRow> before;
        List<MessageRow> joined;
        do {
            before = rows.get();
            joined = joined(before, more);
        } while (joined != null && !rows.compareAndSet(before, joined));
        return joined != null;
    }

    private static @Nullable List<MessageRow> joined(List<MessageRow> before, List<MessageRow> more) {
        if (!before.isEmpty() && before.getLast().seq() + 1 != more.getFirst().seq()) {
            return null;
        }
        List<MessageRow> joined = new ArrayList<>(before);
        joined.addAll(more);
        return joined.size() > MOST_ROWS || joined.stream().mapToInt(row -> row.body().length).sum() > MOST_BYTES ? null
                : joined;
    }

    /// Gives away all that is kept.
    List<MessageRow> take() {
        return rows.getAndSet(List.of());
    }

    /// Whether the rows are what comes right after the cursor, one by one.
    static boolean follow(Cursor cursor, List<MessageRow> rows) {
        return !cursor.isBetween() && rows.getFirst().seq() == cursor.at() + 1
                && rows.getLast().seq() == cursor.at() + rows.size();
    }
}
