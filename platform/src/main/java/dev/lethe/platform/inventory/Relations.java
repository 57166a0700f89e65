package dev.lethe.platform.inventory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.lethe.platform.erasure.ColumnEntry;
import dev.lethe.platform.erasure.DataMap;

/// Reads from the data map which tables hold something of accounts.
final class Relations {

    private record Table(String name, String about, List<Relation.Column> columns, List<Relation.Column> key) {}

    private record Raw(String table, String about, String column, String type, int keyPlace) {}

    private Relations() {
    }

    /// By kind, in the order of their names.
    static Map<String, Relation> read(JdbcClient jdbc, InventoryProperties properties) {
        DataMap map = DataMap.read(jdbc);
        Map<String, Relation> found = new LinkedHashMap<>();
        for (Table table : tables(jdbc, map, properties)) {
            List<ColumnEntry> entries = map.columns().stream().filter(it -> it.table().equals(table.name())).toList();
            Set<String> owners = new LinkedHashSet<>();
            entries.forEach(it -> {
                if (it.subject() != null) {
                    owners.add(it.subject());
                }
            });
            owners.forEach(owner -> add(found, table.name(), table, owner, table.columns(), properties));
            entries.forEach(it -> {
                String named = it.mentions();
                if (named != null && !owners.contains(named)) {
                    add(found, table.name() + "." + named, table, named,
                            table.columns().stream().filter(column -> column.name().equals(named)).toList(),
                            properties);
                }
            });
        }
        return found;
    }

    private static void add(Map<String, Relation> found, String kind, Table table, String owner,
            List<Relation.Column> columns, InventoryProperties properties) {
        found.put(kind, new Relation(kind, table.name(), table.about(), owner, columns,
                kind.equals(table.name()) ? properties.ids().get(table.name()) : null, table.key()));
    }

    private static List<Table> tables(JdbcClient jdbc, DataMap map, InventoryProperties properties) {
        Map<String, List<Raw>> byName = jdbc.sql("""
                select c.relname, coalesce(obj_description(c.oid, 'pg_class'), ''), a.attname,
                       format_type(a.atttypid, null),
                       coalesce((select array_position(cast(i.indkey as smallint[]), a.attnum) from pg_index i
                                 where i.indrelid = c.oid and i.indisprimary), -1)
                from pg_class c join pg_attribute a on a.attrelid = c.oid
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                  and a.attnum > 0 and not a.attisdropped and c.relname <> 'flyway_schema_history'
                order by c.relname, a.attnum""")
                .query((row, _) -> new Raw(row.getString(1), row.getString(2), row.getString(3), row.getString(4),
                        row.getInt(5)))
                .list().stream().collect(Collectors.groupingBy(Raw::table, LinkedHashMap::new, Collectors.toList()));
        List<Table> tables = new ArrayList<>();
        byName.forEach((name, columns) -> tables.add(new Table(name, columns.getFirst().about(),
                columns.stream().map(it -> column(it, map, properties)).toList(),
                key(columns, map, properties))));
        return tables;
    }

    private static List<Relation.Column> key(List<Raw> columns, DataMap map, InventoryProperties properties) {
        List<Relation.Column> key = columns.stream().filter(it -> it.keyPlace() >= 0)
                .sorted((one, other) -> Integer.compare(one.keyPlace(), other.keyPlace()))
                .map(it -> column(it, map, properties)).toList();
        // a table without a key has few rows, which stand where they stand for the moment of a reading
        return key.isEmpty() ? List.of(new Relation.Column("ctid", "tid", "clear")) : key;
    }

    private static Relation.Column column(Raw raw, DataMap map, InventoryProperties properties) {
        if (properties.hidden().contains(raw.table() + "." + raw.column())) {
            return new Relation.Column(raw.column(), raw.type(), "hidden");
        }
        return new Relation.Column(raw.column(), raw.type(), map.columns().stream()
                .filter(it -> it.table().equals(raw.table()) && it.column().equals(raw.column())).findFirst()
                .orElseThrow(() -> new IllegalStateException("a column that is not on the data map")).protection());
    }
}
