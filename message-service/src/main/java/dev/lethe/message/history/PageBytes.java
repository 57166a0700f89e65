package dev.lethe.message.history;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// How many bytes of messages one statement brings: imported ones have up to 1 MiB, and a page of a hundred must not take
/// all of the memory. A page ends early behind the message with which it is full, and has one at least.
public final class PageBytes {
    /// In bytes.
    public static final int MOST = 4 << 20;

    private PageBytes() {
    }

    /// A statement that brings only the first rows of another, which has the columns of [MessageRow] and a limit. Sizes are
    /// read without the bodies.
    ///
    /// @param order in which the rows fill the page, by columns of `m`
    public static String of(String page, String order) {
        return """
                select m.*
                  from (select m.*, sum(octet_length(m.body)) over (order by %2$s rows unbounded preceding)
                                    - octet_length(m.body) as bytes_before
                          from (%1$s) m) m
                 where coalesce(m.bytes_before, 0) < %3$d
                 order by %2$s
                """.formatted(page, order, MOST);
    }

    /// Whether there may be more behind the last of these rows than a limit on their number says.
    public static boolean areFull(List<MessageRow> rows) {
        return areFull(rows.stream().mapToLong(row -> row.body().length).sum());
    }

    /// The same of bytes.
    public static boolean areFull(long bytes) {
        return bytes >= MOST;
    }

    /// The bytes of a message that may be none.
    public static long of(@Nullable MessageRow row) {
        return row == null ? 0 : row.body().length;
    }
}
