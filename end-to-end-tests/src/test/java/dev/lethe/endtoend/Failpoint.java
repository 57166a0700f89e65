package dev.lethe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

import dev.lethe.launcher.process.ManagedProcess;

/// Arms named places in the running services, and learns which they pass.
final class Failpoint {

    static final List<String> PROCESSES = List.of("account-service", "message-service", "contact-service",
            "media-service", "keyholder-1", "keyholder-2", "keyholder-3");
    private static final int KILLED = 137;

    private Failpoint() {
    }

    /// The file whose lines are the armed failpoints of a process.
    static Path armFile(Path folder, String process) {
        return folder.resolve(process + ".failpoint");
    }

    /// The file to which a process appends the failpoints it passes.
    static Path traceFile(Path folder, String process) {
        return folder.resolve(process + ".trace");
    }

    static void arm(String process, String name) {
        arm(process, List.of(name));
    }

    /// Each kills the process when it is passed, once.
    static void arm(String process, Collection<String> names) {
        write(armFile(Running.failpoints(), process), names);
    }

    static void disarm(String process) {
        arm(process, List.of());
    }

    /// Those at which the process has not died yet. May be asked while it is dead, or passes none.
    static List<String> armed(String process) {
        return read(armFile(Running.failpoints(), process));
    }

    static void awaitDeathAndRestart(String name) {
        Running.suite().process(name).awaitReady(revive(name));
    }

    /// Starts a process that died at its failpoint, and does not wait for it: it may need others that died too.
    ///
    /// @return how long it may take to be ready
    static Duration revive(String name) {
        ManagedProcess process = Running.suite().process(name);
        assertThat(process.awaitExit(Duration.ofSeconds(60))).isEqualTo(KILLED);
        process.start();
        return Running.READY;
    }

    static List<String> passed(String process) {
        return read(traceFile(Running.failpoints(), process)).stream().distinct().toList();
    }

    private static List<String> read(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, Collection<String> lines) {
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
