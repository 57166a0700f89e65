package dev.lethe.launcher.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.lethe.launcher.distribution.Folders;
import dev.lethe.launcher.process.CleanEnvironment;
import dev.lethe.launcher.process.ManagedProcess;
import dev.lethe.launcher.process.ProcessSpecification;
import dev.lethe.launcher.process.ProcessSpecification.StopSignal;
import dev.lethe.launcher.process.StartFailure;

/// One PostgreSQL server with its data folder. Each database belongs to a role of the same name, which can do
/// nothing elsewhere.
public final class PostgresCluster {

    private static final String ADMINISTRATOR = "postgres";

    private final PostgresBinaries binaries;
    private final ClusterSpecification specification;
    private final ManagedProcess process;

    public PostgresCluster(PostgresBinaries binaries, ClusterSpecification specification) {
        this.binaries = binaries;
        this.specification = specification;
        process = new ManagedProcess(new ProcessSpecification(specification.name(), command(), Map.of(),
                specification.home(), specification.log(), specification.record(), this::accepts, StopSignal.INT));
    }

    public ManagedProcess process() {
        return process;
    }

    public Path dataFolder() {
        return specification.data();
    }

    public int port() {
        return specification.port();
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    /// Opens a connection as the owner of `database`.
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), database, password(database));
    }

    /// Opens a connection to `database` as the administrator of the whole server.
    public Connection connectAsAdministrator(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), ADMINISTRATOR, password(ADMINISTRATOR));
    }

    public String password(String role) {
        return specification.passwords().password(role);
    }

    /// Makes the data folder when there is none.
    public void initialise() throws IOException, InterruptedException {
        if (Files.exists(specification.data().resolve("PG_VERSION"))) {
            return;
        }
        var made = specification.data().resolveSibling(specification.data().getFileName() + ".new");
        Folders.delete(made);
        Files.createDirectories(made);
        var passwordFile = specification.passwords().file(ADMINISTRATOR);
        run(List.of(binaries.program("initdb"), "--pgdata=" + made, "--username=" + ADMINISTRATOR,
                "--pwfile=" + passwordFile, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C",
                "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums"));
        Files.move(made, specification.data(), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Makes the roles and databases that are missing. The server must be ready.
    public void createDatabases() throws SQLException {
        try (var connection = connectAsAdministrator("postgres"); var statement = connection.createStatement()) {
            for (var database : specification.databases()) {
                try (var rows = statement
                        .executeQuery("select 1 from pg_database where datname = '" + database + "'")) {
                    if (rows.next()) {
                        continue;
                    }
                }
                statement.execute("create role " + database + " login");
                statement.execute("alter role " + database + " password '" + password(database) + "'");
                statement.execute("create database " + database + " owner " + database);
                statement.execute("revoke connect on database " + database + " from public");
            }
        }
    }

    private boolean accepts() {
        try (var connection = connectAsAdministrator("postgres")) {
            return connection.isValid(1);
        } catch (SQLException _) {
            return false;
        }
    }

    private List<String> command() {
        var command = new ArrayList<>(UserNamespace.prefix());
        command.add(binaries.program("postgres"));
        command.add("-D");
        command.add(specification.data().toString());
        settings().forEach((key, value) -> {
            command.add("-c");
            command.add(key + "=" + value);
        });
        return command;
    }

    private Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("port", Integer.toString(specification.port()));
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", "");
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        // Values of statements are personal; they stay out of the server's output.
        settings.put("log_statement", "none");
        settings.put("log_parameter_max_length", "0");
        settings.put("log_parameter_max_length_on_error", "0");
        settings.put("log_error_verbosity", "terse");
        settings.put("log_min_error_statement", "panic");
        // Fewer helper processes: one machine, no standby.
        settings.put("wal_level", "minimal");
        settings.put("max_wal_senders", "0");
        settings.put("max_logical_replication_workers", "0");
        settings.put("io_method", "sync");
        settings.put("autovacuum_worker_slots", "2");
        settings.put("autovacuum_max_workers", "2");
        settings.put("max_worker_processes", "1");
        settings.put("max_wal_size", "256MB");
        settings.put("dynamic_shared_memory_type", "mmap");
        settings.putAll(specification.settings());
        return settings;
    }

    private void run(List<String> programAndArguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(UserNamespace.prefix());
        command.addAll(programAndArguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(specification.log().toFile()));
        CleanEnvironment.leaveIn(builder.environment());
        var process = builder.start();
        if (awaited(process) != 0) {
            throw new StartFailure("%s: the data folder cannot be made, see %s. On this disk %,d MiB are free."
                    .formatted(specification.name(), specification.log(),
                            Files.getFileStore(specification.home()).getUsableSpace() >> 20));
        }
    }

    /// Leaves nothing running that nobody waits for any more.
    private static int awaited(Process process) throws InterruptedException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            var children = process.descendants().toList();
            process.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
            throw e;
        }
    }
}
