package dev.lethe.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/// What comparing two copies of the ledger costs where ten million live and a million left, beside reading all
/// tombstones for it.
final class LedgerBenchmark implements Benchmarks.Benchmark {

    private static final int LIVING = 10_000_000;
    private static final int ERASED = 1_000_000;
    private static final String MILLISECONDS = "ms";
    private static final String KEPT = "digests that the database keeps";
    private static final String BUCKET = "one bucket of entries";
    private static final String FOUND = "digests of all tombstones, by index";
    private static final String SCANNED = "digests of all tombstones, by a scan";

    private static final String COMPUTE = """
            select get_byte(uuid_send(id), 0), bit_xor(ledger_hash(id)) from mailbox where state = 'erased' group by 1""";
    private static final String READ = "select digest from ledger_digest order by bucket";
    private static final String ENTRIES = """
            select s.id, s.erasure_id, s.erased_at, s.erasure_signature, w.receipt_id, w.for_everyone
            from mailbox s left join erasure_work w on w.subject = s.id
            where s.state = 'erased' and s.id between '77000000-0000-0000-0000-000000000000'
                and '77ffffff-ffff-ffff-ffff-ffffffffffff'""";

    @Override
    public void run(Plan plan) throws Exception {
        var report = new Report("ledger", "A copy of the ledger with 1,000,000 erased and 10,000,000 living accounts",
                MILLISECONDS, plan);
        var results = new Results();
        try (var rig = Rig.start(); var connection = rig.database("message")) {
            fill(connection);
            for (var run = 1; run <= plan.runs(); run++) {
                results.add(sample(KEPT, run, milliseconds(connection, READ)));
                results.add(sample(BUCKET, run, milliseconds(connection, ENTRIES)));
                results.add(sample(FOUND, run, milliseconds(connection, COMPUTE)));
                execute(connection, "set enable_indexscan = off", "set enable_indexonlyscan = off",
                        "set enable_bitmapscan = off");
                results.add(sample(SCANNED, run, milliseconds(connection, COMPUTE)));
                execute(connection, "reset enable_indexscan", "reset enable_indexonlyscan", "reset enable_bitmapscan");
            }
        }
        report.hold("milliseconds, of a scan's", results.ratio(MILLISECONDS, KEPT, SCANNED), "≤ 0.01");
        report.write(results);
    }

    private static Sample sample(String contender, int run, double milliseconds) {
        return new Sample(contender, run, Map.of(MILLISECONDS, milliseconds));
    }

    /// In a schema of its own, so that the suite does not take these accounts for its own.
    private static void fill(Connection connection) throws SQLException {
        System.out.println("Filling a table with " + (LIVING + ERASED) + " accounts");
        execute(connection, "create schema measured",
                "create table measured.mailbox (like mailbox including defaults including storage) "
                        + "with (fillfactor = 50)",
                "create table measured.ledger_digest (like ledger_digest including all)",
                "insert into measured.ledger_digest select * from ledger_digest",
                "set search_path = measured, public",
                "insert into mailbox (id) select gen_random_uuid() from generate_series(1, " + LIVING + ")", """
                        insert into mailbox (id, state, erasure_id, erased_at, erasure_signature, erasure_done)
                        select gen_random_uuid(), 'erased', gen_random_uuid(), now(), repeat('s', 64)::bytea, true
                        from generate_series(1, %d)""".formatted(ERASED),
                "alter table mailbox add primary key (id)",
                "create index on mailbox (id) where state = 'erased'",
                "vacuum (analyze) mailbox");
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static double milliseconds(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            read(statement.executeQuery(sql));
            var begin = System.nanoTime();
            read(statement.executeQuery(sql));
            return (System.nanoTime() - begin) / 1e6;
        }
    }

    private static void read(ResultSet rows) throws SQLException {
        try (rows) {
            while (rows.next()) {
                rows.getString(1);
            }
        }
    }
}
