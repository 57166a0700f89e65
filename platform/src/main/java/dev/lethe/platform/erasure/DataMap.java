package dev.lethe.platform.erasure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The map of everything a service holds, read from the comments of its tables and columns.
///
/// @param columns one entry for each column of each table
/// @param faults what is not mapped, or not in the map's grammar
public record DataMap(List<ColumnEntry> columns, List<String> faults) {

    private record Raw(String table, @Nullable String tableComment, String column, String type,
            @Nullable String comment) {}

    /// Reads the map of the connected database. Partitions count as the table they belong to.
    public static DataMap read(JdbcClient jdbc) {
        List<Raw> found = jdbc.sql("""
                select c.relname, obj_description(c.oid, 'pg_class'), a.attname, format_type(a.atttypid, null),
                       col_description(c.oid, a.attnum)
                from pg_class c join pg_attribute a on a.attrelid = c.oid
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                  and a.attnum > 0 and not a.attisdropped and c.relname <> 'flyway_schema_history'
                order by c.relname, a.attnum""")
                .query((row, n) -> new Raw(row.getString(1), row.getString(2), row.getString(3), row.getString(4),
                        row.getString(5)))
                .list();
        List<ColumnEntry> columns = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (Raw raw : found) {
            check(raw, columns, faults);
        }
        for (ColumnEntry entry : columns) {
            if (entry.subject() != null && columns.stream().noneMatch(
                    other -> other.table().equals(entry.table()) && other.column().equals(entry.subject()))) {
                faults.add(entry.table() + "." + entry.column() + ": there is no subject column " + entry.subject());
            }
        }
        return new DataMap(List.copyOf(columns), List.copyOf(faults));
    }

    private static void check(Raw raw, List<ColumnEntry> columns, List<String> faults) {
        String place = raw.table() + "." + raw.column();
        if (raw.tableComment() == null || raw.tableComment().isBlank()) {
            faults.add(raw.table() + ": the table has no comment");
        }
        if (raw.type().equals("jsonb") || raw.type().equals("json")) {
            faults.add(place + ": " + raw.type() + " hides what it holds from the map");
        }
        Optional<ColumnEntry> entry = ColumnEntry.parse(raw.table(), raw.column(), raw.comment());
        if (entry.isEmpty()) {
            faults.add(place + ": no entry in the data map, or not of its grammar");
            return;
        }
        columns.add(entry.get());
    }
}
