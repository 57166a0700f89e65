package dev.lethe.message.mailbox;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// Columns of a list of values, for statements that take their rows from arrays.
public final class SqlArrays {
    private SqlArrays() {
    }

    /// As text: the driver has no array of UUIDs, so the statement casts.
    public static String[] uuids(Collection<UUID> values) {
        return values.stream().map(UUID::toString).toArray(String[]::new);
    }

    /// A list of UUIDs as text; null for one that names none.
    public static @Nullable String list(List<@Nullable UUID> values) {
        return values.stream().allMatch(Objects::isNull) ? null
                : values.stream().map(value -> value == null ? "NULL" : value.toString())
                        .collect(Collectors.joining(",", "{", "}"));
    }

    /// Reads a column of UUIDs, of which some may be null.
    public static List<@Nullable UUID> uuids(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : Arrays.asList((@Nullable UUID[]) array.getArray());
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
}
