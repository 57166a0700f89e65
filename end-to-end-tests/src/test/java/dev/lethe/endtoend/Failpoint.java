package dev.lethe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.lethe.launcher.process.ManagedProcess;

/// Arms named places in the running services, and learns which they pass.
final class Failpoint {

    static final List<String> PROCESSES = List.of("account-service", "message-service", "contact-service",
            "media-service", "keyholder-1", "keyholder-2", "keyholder-3");
    private static final int KILLED = 137;

    private Failpoint() {
    }

    /// The file whose content is the armed failpoint of a process.
    static Path armFile(Path folder, String process) {
        return folder.resolve(process + ".failpoint");
    }

    /// The file to which a process appends the failpoints it passes.
    static Path traceFile(Path folder, String process) {
        return folder.resolve(process + ".trace");
    }

    static void arm(String process, String name) {
        write(armFile(Running.failpoints(), process), name);
    }

    static void disarm(String process) {
        write(armFile(Running.failpoints(), process), "");
    }

    static void awaitDeathAndRestart(String name) {
        Running.suite().process(name).awaitReady(revive(name));
    }

    /// Starts a process that died at its failpoint, and does not wait for it: it may need others that died too.
    ///
    /// @return how long it may take to be ready
    static Duration revive(String name) {
        return revive(name, "");
    }

    /// As [#revive(String)], with its next failpoint armed.
    static Duration revive(String name, String next) {
        ManagedProcess process = Running.suite().process(name);
        assertThat(process.awaitExit(Duration.ofSeconds(60))).isEqualTo(KILLED);
        arm(name, next);
        process.start();
        return Running.READY;
    }

    static List<String> passed(String process) {
        try {
            Path trace = traceFile(Running.failpoints(), process);
            return Files.exists(trace) ? Files.readAllLines(trace).stream().distinct().toList() : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
