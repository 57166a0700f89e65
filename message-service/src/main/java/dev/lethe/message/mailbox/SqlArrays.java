package dev.lethe.message.mailbox;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

/// Columns of a list of values, for statements that take their rows from arrays.
public final class SqlArrays {
    private SqlArrays() {
    }

    /// As text: the driver has no array of UUIDs, so the statement casts.
    public static String[] uuids(Collection<UUID> values) {
        return values.stream().map(UUID::toString).toArray(String[]::new);
    }

    public static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable Object> column) {
        @Nullable
        String[] texts = new String[rows.size()];
        for (int i = 0; i < texts.length; i++) {
            Object value = column.apply(rows.get(i));
            texts[i] = value == null ? null : Objects.toString(value);
        }
        return texts;
    }

    public static <T> long[] longs(Collection<T> rows, ToLongFunction<T> column) {
        return rows.stream().mapToLong(column).toArray();
    }

    /// Arrays of different lengths as one, for PostgreSQL knows no ragged arrays; each row is a slice.
    ///
    /// @param ends where each row ends, counted from 1 and included
    public record Rows(long[] all, int[] ends) {}

    public static <T> Rows rows(List<T> rows, Function<T, long[]> column) {
        int[] ends = new int[rows.size()];
        int end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += column.apply(rows.get(i)).length;
            ends[i] = end;
        }
        LongStream all = rows.stream().flatMapToLong(row -> LongStream.of(column.apply(row)));
        return new Rows(all.toArray(), ends);
    }
}
