package dev.lethe.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import dev.lethe.launcher.suite.SuiteOptions;

/// How many idle accounts a second the sweep ends: each is locked, looked at again, and leaves with its ledger entry, events
/// and witnesses. What follows an end is measured by `erasure`.
final class SweepBenchmark implements Benchmarks.Benchmark {

    private static final List<String> OTHERS = List.of("message-service", "contact-service", "media-service",
            "keyholder-1", "keyholder-2", "keyholder-3");
    private static final int ACCOUNTS = 5_000;
    private static final String SWEEP = "sweep";
    private static final String ACCOUNTS_A_SECOND = "accounts per second";
    private static final String SERVICE = "account-service";

    @Override
    public void run(Plan plan) throws Exception {
        var report = new Report("sweep", "The sweep over " + ACCOUNTS + " accounts that nobody used", ACCOUNTS_A_SECOND,
                plan);
        var results = new Results();
        var options = SuiteOptions.temporary().production()
                .property(SERVICE, "lethe.self-destruct.introduced-on", "2020-01-01")
                .property(SERVICE, "lethe.self-destruct.most-at-once", "1000000")
                .property(SERVICE, "lethe.self-destruct.every", "PT1S");
        try (var rig = Rig.start(options); var connection = rig.database("account")) {
            // on one machine, what the others erase meanwhile would take most of the time
            for (var service : OTHERS) {
                rig.suite().process(service).kill();
            }
            for (var run = 1; run <= plan.runs() + 1; run++) {
                var seconds = sweep(connection, plan.duration());
                // the first one warms up
                if (run > 1) {
                    results.add(new Sample(SWEEP, run - 1, Map.of(ACCOUNTS_A_SECOND, ACCOUNTS / seconds)));
                }
            }
        }
        report.hold("accounts per second", results.median(SWEEP, ACCOUNTS_A_SECOND), "≥ 500");
        report.write(results);
    }

    private static double sweep(Connection connection, Duration patience) throws SQLException {
        fill(connection);
        var begin = 0L;
        var until = System.nanoTime() + patience.toNanos();
        var left = ACCOUNTS;
        while (left > 0) {
            // the first batch tells that the sweep has begun
            begin = left == ACCOUNTS ? System.nanoTime() : begin;
            if (System.nanoTime() > until) {
                throw new IllegalStateException(left + " accounts are left");
            }
            LockSupport.parkNanos(2_000_000);
            left = left(connection);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void fill(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("create temporary table idle on commit drop as select gen_random_uuid() as id from "
                    + "generate_series(1, " + ACCOUNTS + ")");
            statement.execute("insert into subject (id) select id from idle");
            statement.execute("""
                    insert into account (id, state, number, key_id, created_at)
                    select id, 'LIVE', decode(md5(id::text), 'hex'), gen_random_uuid(), now() from idle""");
            statement.execute(
                    "insert into number_index (number_index, account_id) select sha256(id::text::bytea), id from idle");
            statement.execute("""
                    insert into activity (account_id, active_on, told, warned_at)
                    select id, current_date - 400, 1, now() - interval '8 days' from idle""");
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private static int left(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from activity where due_on < current_date - 100")) {
            row.next();
            return row.getInt(1);
        }
    }
}
