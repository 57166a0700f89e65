package dev.lethe.endtoend;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.lethe.launcher.database.PostgresCluster;
import dev.lethe.launcher.suite.Suite;

/// Looks into the databases behind the services' backs.
public final class Stores {

    static final List<String> SERVICES = List.of("account", "message", "contact", "media");
    static final List<String> KEYHOLDERS = List.of("keyholder-1", "keyholder-2", "keyholder-3");
    private static final Pattern OWNER = Pattern.compile("(subject|mentions)=([a-z_]+)");

    private Stores() {
    }

    /// Where an account still stands although the data map says it must be gone: `database.table.column=count`.
    static List<String> tracesOf(UUID account) throws SQLException {
        List<String> traces = new ArrayList<>();
        for (String database : SERVICES) {
            try (Connection connection = open(database)) {
                traces.addAll(tracesIn(connection, database, account));
            }
        }
        return traces;
    }

    private static List<String> tracesIn(Connection connection, String database, UUID account) throws SQLException {
        List<String> traces = new ArrayList<>();
        for (String[] column : personalColumns(connection)) {
            long rows = count(connection,
                    "select count(*) from %s where %s = ?".formatted(column[0], column[1]), account);
            if (rows > 0) {
                traces.add(database + "." + column[0] + "." + column[1] + "=" + rows);
            }
        }
        return traces;
    }

    /// What is held of an account, as the data map says whose each row is: `service/table`, and how many rows.
    static Map<String, Long> heldOf(UUID account) throws SQLException {
        Map<String, Long> held = new TreeMap<>();
        for (String database : Stream.concat(SERVICES.stream(), KEYHOLDERS.stream()).toList()) {
            String service = database.startsWith("keyholder") ? database : database + "-service";
            try (Connection connection = open(database)) {
                for (String[] owner : owners(connection)) {
                    long rows = count(connection,
                            "select count(*) from %s where %s = ?".formatted(owner[0], owner[1]), account);
                    if (rows > 0) {
                        held.put(service + "/" + owner[0] + (owner[2] == null ? "" : "." + owner[1]), rows);
                    }
                }
            }
        }
        return held;
    }

    private static List<String[]> owners(Connection connection) throws SQLException {
        List<String[]> owners = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select distinct c.relname,
                       coalesce(nullif(substring(col_description(c.oid, a.attnum) from 'subject=([a-z_]+)'), 'none'),
                                substring(col_description(c.oid, a.attnum) from 'mentions=([a-z_]+)')),
                       substring(col_description(c.oid, a.attnum) from 'mentions=([a-z_]+)')
                from pg_class c join pg_attribute a on a.attrelid = c.oid
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                  and a.attnum > 0 and not a.attisdropped"""); ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                String owner = found.getString(2);
                if (owner != null) {
                    owners.add(new String[] {found.getString(1), owner, found.getString(3)});
                }
            }
        }
        return owners;
    }

    /// Table and column of each account id that an erasure must remove.
    private static List<String[]> personalColumns(Connection connection) throws SQLException {
        TreeMap<String, String[]> columns = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select c.relname, a.attname, col_description(c.oid, a.attnum)
                from pg_class c join pg_attribute a on a.attrelid = c.oid
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                  and a.attnum > 0 and not a.attisdropped"""); ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                String comment = String.valueOf(found.getString(3));
                Matcher owner = OWNER.matcher(comment);
                boolean goes = comment.contains("erased=row") || comment.contains("fate=row")
                        || comment.contains("fate=null");
                if (goes && owner.find() && !owner.group(2).equals("none")) {
                    columns.put(found.getString(1) + "." + owner.group(2),
                            new String[] {found.getString(1), owner.group(2)});
                }
            }
        }
        return List.copyOf(columns.values());
    }

    static long count(String database, String sql, Object... parameters) throws SQLException {
        try (Connection connection = open(database)) {
            return count(connection, sql, parameters);
        }
    }

    static String text(String database, String sql, Object... parameters) throws SQLException {
        try (Connection connection = open(database);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return String.valueOf(row.getString(1));
            }
        }
    }

    public static void update(String database, String sql, Object... parameters) throws SQLException {
        try (Connection connection = open(database);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            statement.executeUpdate();
        }
    }

    /// All rows of a database in which a text stands, as text.
    static List<String> rowsWith(String database, String text) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = open(database);
                PreparedStatement tables = connection.prepareStatement(
                        """
                                select relname from pg_class
                                where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition""");
                ResultSet table = tables.executeQuery()) {
            while (table.next()) {
                try (PreparedStatement statement = connection.prepareStatement(
                        "select t::text from %s t where t::text like '%%' || ? || '%%'"
                                .formatted(table.getString(1)))) {
                    statement.setString(1, text);
                    try (ResultSet row = statement.executeQuery()) {
                        while (row.next()) {
                            rows.add(table.getString(1) + row.getString(1));
                        }
                    }
                }
            }
        }
        return rows;
    }

    /// A digest over all rows of the living in a database, the suite's own bookkeeping left out, and codes, which expire
    /// meanwhile.
    static String digest(String database) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = open(database);
                PreparedStatement statement = connection.prepareStatement(
                        """
                                select relname from pg_class
                                where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
                                  and relname not in ('outbox', 'inbox_position', 'flyway_schema_history', 'dead_letter', 'search_partition',
                                                      'erasure_work', 'erasure_count', 'revocation', 'revocation_counter',
                                                      'blob_tie', 'sign_in_code', 'proven_ticket', 'address_code',
                                                      'mail', 'password_try',
                                                      'self_destruct_sweep', 'number_change', 'device_link')
                                order by 1""");
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                tables.add(found.getString(1));
            }
            StringBuilder digest = new StringBuilder();
            for (String table : tables) {
                digest.append(table).append('=').append(one(connection, "select count(*) || ':' || coalesce("
                        + "md5(string_agg(md5(t::text), '' order by md5(t::text))), '') from " + table + " t"))
                        .append('\n');
            }
            return digest.toString();
        }
    }

    /// Codes may be asked for once a minute; stories do not wait that long. Rows that the service holds are those of others.
    public static synchronized void passAMinuteSinceLastCode() {
        try {
            update("account", """
                    update sign_in_code set created_at = created_at - interval '1 min'
                    where id in (select id from sign_in_code for update skip locked)""");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Where the bytes of a file are.
    static Path blob(UUID file) {
        return Running.suite().dataFolder().resolve("blobs").resolve(file.toString().substring(0, 2))
                .resolve(file.toString());
    }

    static Connection open(String database) throws SQLException {
        Suite suite = Running.suite();
        if (database.startsWith("keyholder")) {
            PostgresCluster cluster = suite.keyholderPostgres(database);
            return cluster.connect("keyholder");
        }
        return suite.postgres().connect(database);
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql); ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    private static long count(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}
