package dev.lethe.platform.inventory;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// What a service holds of an account in one table.
///
/// @param kind the table's name; with a column's behind it (`table.column`), rows of others that name the account there
/// @param about what the table is for, in the words of the data map
/// @param bytes as its rows are stored, without indexes
/// @param oldest the day of the oldest row; null where rows have no time
/// @param content the call that answers it opened; null where there is nothing to open
public record Held(String kind, String about, long count, long bytes, @Nullable LocalDate oldest,
        @Nullable String content) {

    /// Some rows of a kind.
    ///
    /// @param next the cursor of the page that follows; null at the end
    public record Rows(List<Row> rows, @Nullable String next) {}

    /// One row, column by column.
    public record Row(List<Value> columns) {

        @Override
        public String toString() {
            return "Row[" + columns.size() + " columns]";
        }
    }

    /// One column of a row.
    ///
    /// @param protection `clear`, `sealed`, `hash`, `key`, or `hidden` where showing it would help a thief of the session
    /// @param value as text, of what is held in clear; null where there is none, and of all that is protected
    /// @param bytes how long the stored value is
    public record Value(String name, String protection, @Nullable String value, int bytes) {

        @Override
        public String toString() {
            return "Value[" + name + "]";
        }
    }
}
