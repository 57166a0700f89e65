package dev.lethe.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import dev.lethe.launcher.distribution.Folders;
import dev.lethe.launcher.suite.Suite;
import dev.lethe.launcher.suite.SuiteOptions;

/// A suite of its own, with the limits of an account out of the way: they would count all people as one
/// address, and few people write here what thousands do. Nothing else differs from what people run.
final class Rig implements AutoCloseable {

    static final String SERVICE = "message-service";
    static final String GATEWAY = "gateway";
    static final String POSTGRES = "postgres";

    private final Suite suite;

    private Rig(Suite suite) {
        this.suite = suite;
    }

    /// In production mode.
    static Rig start() throws SQLException {
        return start(SuiteOptions.temporary().production());
    }

    /// As `./lethe up` starts it.
    static Rig startSmall() throws SQLException {
        return start(SuiteOptions.temporary());
    }

    static Rig start(SuiteOptions wanted) throws SQLException {
        System.out.println("Starting a suite");
        var options = wanted;
        for (var limit : new String[] {"account", "address", "sign-in"}) {
            options = options.property(GATEWAY, "lethe.gateway.limit." + limit + ".requests", "100000000");
        }
        options = options.property(SERVICE, "lethe.message.copies-a-minute", "100000000");
        var rig = new Rig(Suite.start(options));
        // a benchmark that is broken off leaves no suite behind
        Runtime.getRuntime().addShutdownHook(new Thread(rig::end, "rig-end"));
        rig.requireDurability();
        System.out.printf("Ready after %.0f s%n", rig.suite.startDuration().toMillis() / 1000.0);
        return rig;
    }

    Suite suite() {
        return suite;
    }

    /// Where people are answered without a gateway.
    URI service() {
        return suite.address(SERVICE);
    }

    URI gateway() {
        return suite.gateway();
    }

    long pid(String process) {
        return Objects.requireNonNull(suite.process(process).handle()).pid();
    }

    CpuMeter meter() {
        var roots = new LinkedHashMap<String, Long>();
        for (var process : new String[] {SERVICE, POSTGRES, GATEWAY}) {
            roots.put(process, pid(process));
        }
        return new CpuMeter(roots);
    }

    /// Processor seconds by process that a load takes.
    Map<String, Double> cpuOf(Map<String, Double> before) {
        var used = new LinkedHashMap<String, Double>();
        meter().read().forEach((name, seconds) -> used.put(name, seconds - before.getOrDefault(name, 0.0)));
        return used;
    }

    Connection database(String name) throws SQLException {
        return suite.postgres().connectAsAdministrator(name);
    }

    long count(String sql) throws SQLException {
        try (var connection = database("message");
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    void execute(String... statements) throws SQLException {
        try (var connection = database("message"); var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /// A checkpoint, so that each run begins with the same debt.
    void settle() throws SQLException {
        execute("checkpoint");
    }

    /// Takes all messages away, since the peers' scripts empty their tables before each run too; also those that a load
    /// generator no longer waited for.
    void empty() throws SQLException {
        do {
            execute("truncate message, sent", "checkpoint");
        } while (count("select count(*) from message") > 0);
    }

    private void requireDurability() throws SQLException {
        for (var setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
            try (var connection = database("message");
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("show " + setting)) {
                row.next();
                if (!row.getString(1).equals("on")) {
                    throw new IllegalStateException(setting + " is " + row.getString(1));
                }
            }
        }
    }

    /// Lets the compilers do their work before anything counts.
    void warmUp(Load load, URI at, Duration duration) throws IOException, InterruptedException {
        System.out.printf("Warming up %s for %d s%n", at, duration.toSeconds());
        load.run(at, duration);
    }

    @Override
    public void close() throws IOException {
        suite.close();
        Folders.delete(suite.home().folder());
    }

    private void end() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
