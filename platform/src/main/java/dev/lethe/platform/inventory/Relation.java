package dev.lethe.platform.inventory;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/// Rows of a table that belong to accounts, or name them.
///
/// @param owner the column that says which
/// @param columns those that may be shown; of rows that only name an account, the one that does
/// @param id the column of ids that hold their time; null where there is none
/// @param key the primary key
record Relation(String kind, String table, String about, String owner, List<Column> columns, @Nullable String id,
        List<Column> key) {

    /// @param protection as in the data map, or `hidden`
    record Column(String name, String type, String protection) {

        private static final Set<String> TIMES = Set.of("timestamp with time zone", "timestamp without time zone",
                "date");
        /// Words that begin the names of times to come.
        private static final Set<String> TO_COME = Set.of("asked", "due", "ends", "executes", "expires", "muted",
                "next", "until");

        private boolean tellsAge() {
            return TIMES.contains(type) && !TO_COME.contains(name.split("_")[0]);
        }

        private boolean isShown() { return protection.equals("clear") && !type.equals("bytea"); }
    }

    /// Counts the rows of `:account`. Sizes are those of the columns, so that nothing long is read.
    String count() {
        String bytes = columns.stream().map(it -> "coalesce(pg_column_size(t.%s), 0)".formatted(it.name()))
                .collect(joining(" + "));
        return "select '%s', count(*), coalesce(sum(%s), 0), %s from %s t where t.%s = :account"
                .formatted(kind, bytes, oldest(), table, owner);
    }

    private String oldest() {
        if (id != null) {
            return "cast(to_timestamp((min(t.%s) >> 20) / 1000) at time zone 'UTC' as date)".formatted(id);
        }
        Optional<Column> time = columns.stream().filter(Column::tellsAge).findFirst();
        return time.map(it -> "cast(min(t.%s)%s as date)".formatted(it.name(),
                it.type().endsWith("with time zone") ? " at time zone 'UTC'" : "")).orElse("cast(null as date)");
    }

    /// Reads rows of `:account` in the order of their key, behind `:key0`, `:key1`…: for each column its value, where it is
    /// shown, and its size, and then the key.
    String rows(boolean fromTheBeginning) {
        String values = columns.stream()
                .map(it -> "%s, coalesce(pg_column_size(t.%s), 0)"
                        .formatted(it.isShown() ? "cast(t." + it.name() + " as text)" : "cast(null as text)",
                                it.name()))
                .collect(joining(", "));
        String keys = key.stream().map(it -> "t." + it.name()).collect(joining(", "));
        String texts = key.stream().map(it -> "cast(t." + it.name() + " as text)").collect(joining(", "));
        String behind = fromTheBeginning ? "" : " and (%s) > (%s)".formatted(keys, IntStream.range(0, key.size())
                .mapToObj(i -> "cast(:key%d as %s)".formatted(i, key.get(i).type())).collect(joining(", ")));
        return "select %s, %s from %s t where t.%s = :account%s order by %s limit :limit"
                .formatted(values, texts, table, owner, behind, keys);
    }
}
