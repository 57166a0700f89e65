package dev.lethe.client;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// What the suite holds about me, by service and kind.
public record Holdings(List<Holder> services) {

    /// One service, or one keyholder.
    ///
    /// @param state `answered`, or `unreachable` when it is away; then nothing is said of it
    public record Holder(String name, String state, List<Kind> kinds) {}

    /// What one of them holds in one table.
    ///
    /// @param kind    the table; `table.column` for rows of others that name me there
    /// @param bytes   as the rows are stored, without indexes
    /// @param oldest  day of the oldest row, where rows have a time
    /// @param rows    the call that answers these rows as they are stored
    /// @param content the call that answers what is in them
    public record Kind(String kind, String about, long count, long bytes, @Nullable LocalDate oldest, String rows,
            @Nullable String content) {}

    /// A page of rows.
    ///
    /// @param next the cursor of the next page; null at the end
    public record Rows(List<Row> rows, @Nullable String next) {}

    /// One row, column by column.
    public record Row(List<Column> columns) {
        @Override
        public String toString() {
            return "Row[" + columns.size() + " columns]";
        }
    }

    /// One column of a row.
    ///
    /// @param protection `clear`, `sealed`, `hash`, `key` or `hidden`
    /// @param value      of what is held in clear
    /// @param bytes      length of what is stored
    public record Column(String name, String protection, @Nullable String value, int bytes) {
        @Override
        public String toString() {
            return "Column[" + name + "]";
        }
    }
}
