package dev.lethe.launcher.suite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

import dev.lethe.launcher.certificate.PrivateFiles;
import dev.lethe.launcher.distribution.Checkout;
import dev.lethe.launcher.distribution.Folders;
import dev.lethe.launcher.process.Leftovers;

/// Everything one suite keeps on disk, in one folder.
public record Home(Path folder) {

    private static final List<String> FORGOTTEN = List.of("data", "keys", "secrets", "log", "run");
    private static final long LOG_LIMIT = 8L << 20;

    /// `LETHE_HOME`, or `.lethe` in the checkout.
    public static Home ofCheckout() {
        var named = System.getenv("LETHE_HOME");
        return new Home(named == null ? Checkout.folder().resolve(".lethe") : Path.of(named).toAbsolutePath());
    }

    /// What services, databases and the broker store.
    public Path data() {
        return folder.resolve("data");
    }

    /// What each process printed, in `<name>.log`.
    public Path log() {
        return folder.resolve("log");
    }

    Path keys() {
        return folder.resolve("keys");
    }

    Path secrets() {
        return folder.resolve("secrets");
    }

    Path run() {
        return folder.resolve("run");
    }

    Path log(String process) {
        return log().resolve(process + ".log");
    }

    Path record(String process) {
        return run().resolve(process + ".pid");
    }

    Path settings() {
        return folder.resolve("lethe.properties");
    }

    void create() throws IOException {
        PrivateFiles.folder(folder);
        Files.createDirectories(log());
        Files.createDirectories(run());
        Files.createDirectories(data());
        PrivateFiles.folder(keys());
        PrivateFiles.folder(secrets());
    }

    Properties readSettings() throws IOException {
        var properties = new Properties();
        if (Files.exists(settings())) {
            try (InputStream file = Files.newInputStream(settings())) {
                properties.load(file);
            }
        }
        return properties;
    }

    LogFiles logFiles() {
        return new LogFiles(log(), LOG_LIMIT);
    }

    /// Removes data, keys, passwords and output; settings and caches stay.
    ///
    /// @throws dev.lethe.launcher.process.StartFailure while the suite runs
    public void reset() throws IOException {
        try (var _ = HomeLock.of(this)) {
            Leftovers.stop(run());
            forget();
        }
    }

    /// As [#reset()], without waiting for what a killed launcher left to end in order. Answers what that was.
    List<String> discard() throws IOException {
        try (var _ = HomeLock.of(this)) {
            var killed = Leftovers.kill(run());
            forget();
            return killed;
        }
    }

    private void forget() throws IOException {
        for (var name : FORGOTTEN) {
            Folders.delete(folder.resolve(name));
        }
    }
}
