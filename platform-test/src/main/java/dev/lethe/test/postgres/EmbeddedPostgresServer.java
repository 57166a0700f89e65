package dev.lethe.test.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import dev.lethe.test.folder.TemporaryFolder;

/// PostgreSQL as a child process of the test, from the binaries in a Maven artifact.
public final class EmbeddedPostgresServer implements PostgresServer {
    private static final String USERNAME = "postgres";

    private final Path folder;
    private final String password;
    private EmbeddedPostgres process;

    private EmbeddedPostgresServer(EmbeddedPostgres process, Path folder, String password) {
        this.process = process;
        this.folder = folder;
        this.password = password;
    }

    /// Starts a server on a free loopback port with a password and durable commits.
    public static EmbeddedPostgresServer start() {
        try {
            return startIn(Files.createTempDirectory("lethe-postgres-"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Starts a server that stores below a folder, which goes with it.
    public static EmbeddedPostgresServer startIn(Path folder) {
        try {
            var password = UUID.randomUUID().toString();
            var passwordFile = Files.writeString(Files.createTempFile("lethe-postgres-", ".password"), password);
            makeReadable(passwordFile);
            var process = builder(folder.resolve("data"), password, passwordFile).start();
            Files.delete(passwordFile);
            return new EmbeddedPostgresServer(process, folder, password);
        } catch (IOException failure) {
            throw new UncheckedIOException("the embedded PostgreSQL did not start", failure);
        }
    }

    private static EmbeddedPostgres.Builder builder(Path data, String password, Path passwordFile) {
        return settings(data, password).setLocaleConfig("auth-host", "scram-sha-256")
                .setLocaleConfig("auth-local", "scram-sha-256").setLocaleConfig("pwfile", passwordFile.toString())
                .setLocaleConfig("locale", "C.UTF-8");
    }

    private static EmbeddedPostgres.Builder settings(Path data, String password) {
        return EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false)
                .setRegisterShutdownHook(false).setPGStartupWait(Duration.ofSeconds(60))
                .setConnectConfig("password", password).setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on").setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "32MB");
    }

    /// As root, PostgreSQL runs in a user namespace that reads the file as another user.
    private static void makeReadable(Path file) {
        if (!file.toFile().setReadable(true, false))
            throw new IllegalStateException("cannot open " + file + " to the server");
    }

    /// Starts it again on what it stored and at its port, dead or alive, as whoever watches over a server does.
    public void startAgain() {
        try {
            int port = process.getPort();
            var before = processes();
            process.close();
            before.forEach(EmbeddedPostgresServer::end);
            process = settings(dataFolder(), password).setPort(port).start();
        } catch (IOException failure) {
            throw new UncheckedIOException("the embedded PostgreSQL did not start again", failure);
        }
    }

    private List<ProcessHandle> processes() throws IOException {
        try {
            var number = Files.readAllLines(dataFolder().resolve("postmaster.pid")).getFirst().strip();
            return ProcessHandle.of(Long.parseLong(number)).filter(EmbeddedPostgresServer::isPostgres).stream()
                    .flatMap(it -> Stream.concat(Stream.of(it), it.descendants())).toList();
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    /// Who left the file may be dead, and the number somebody else's.
    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().filter(it -> it.endsWith("/postgres")).isPresent();
    }

    /// A server that is recovering may go on though it was asked to stop.
    private static void end(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    /// Where the server keeps tables and its write-ahead log.
    public Path dataFolder() {
        return folder.resolve("data");
    }

    @Override
    public PostgresDatabase newDatabase() {
        return DatabaseCreation.create("jdbc:postgresql://localhost:" + process.getPort() + "/", USERNAME, password);
    }

    @Override
    public void close() {
        try {
            process.close();
            TemporaryFolder.delete(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
