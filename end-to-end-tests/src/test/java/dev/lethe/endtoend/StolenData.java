package dev.lethe.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// What the services store of an account in the wrong hands: all their databases and blobs.
///
/// @param values sealed ones in rows of the account
/// @param files  names, types and bytes of the files that it holds
record StolenData(List<Value> values, List<byte[]> files) {

    /// A sealed value.
    ///
    /// @param place table and column
    record Value(String place, byte[] sealed) {}

    private record Column(String table, String name, String subject) {}

    static StolenData of(UUID account) throws Exception {
        List<Value> values = new ArrayList<>();
        for (String service : Stores.SERVICES) {
            try (Connection connection = Stores.open(service)) {
                values.addAll(values(client(connection), account));
            }
        }
        try (Connection connection = Stores.open("media")) {
            return new StolenData(List.copyOf(values), files(client(connection), account));
        }
    }

    private static List<Value> values(JdbcClient sql, UUID account) {
        List<Column> sealed = sql.sql("""
                select c.relname, a.attname, substring(col_description(c.oid, a.attnum) from 'subject=([a-z_]+)')
                from pg_class c join pg_attribute a on a.attrelid = c.oid
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                  and col_description(c.oid, a.attnum) like '%protection=sealed%'
                  and col_description(c.oid, a.attnum) not like '%subject=none%'""")
                .query((row, _) -> new Column(row.getString(1), row.getString(2), row.getString(3))).list();
        return sealed.stream().flatMap(column -> sql
                .sql("select %2$s from %1$s where %3$s = ? and %2$s is not null".formatted(column.table(),
                        column.name(), column.subject()))
                .param(account).query((row, _) -> new Value(column.table() + "." + column.name(), row.getBytes(1)))
                .stream()).toList();
    }

    private static List<byte[]> files(JdbcClient sql, UUID account) throws IOException {
        List<byte[]> files = new ArrayList<>(sql.sql("""
                select unnest(array[name, media_type]) from file f
                where exists (select from file_reference r where r.file_id = f.id and r.holder_id = ?)""")
                .param(account).query((row, _) -> row.getBytes(1)).list());
        for (UUID file : sql.sql("select distinct file_id from file_reference where holder_id = ?").param(account)
                .query((row, _) -> row.getObject(1, UUID.class)).list()) {
            files.add(Files.readAllBytes(Stores.blob(file)));
        }
        return files;
    }

    private static JdbcClient client(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }
}
