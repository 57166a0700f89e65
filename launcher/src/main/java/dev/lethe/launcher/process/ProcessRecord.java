package dev.lethe.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is remembered of a running process: its pid and when it started. A pid is reused by the system, a pid with
/// the same start is not.
record ProcessRecord(long pid, Instant start) {

    /// The system's clock may be corrected between two readings of the same start.
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    static ProcessRecord of(ProcessHandle handle) {
        return new ProcessRecord(handle.pid(), handle.info().startInstant().orElse(Instant.EPOCH));
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, pid + " " + start + "\n");
    }

    static Optional<ProcessRecord> read(Path file) {
        try {
            var parts = Files.readString(file).strip().split(" ", 2);
            return Optional.of(new ProcessRecord(Long.parseLong(parts[0]), Instant.parse(parts[1])));
        } catch (IOException | RuntimeException _) {
            return Optional.empty();
        }
    }

    /// The process that was recorded, if it still runs.
    Optional<ProcessHandle> running() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedAsRecorded);
    }

    private boolean startedAsRecorded(ProcessHandle handle) {
        return handle.info()
                .startInstant()
                .filter(actual -> Duration.between(actual, start).abs().compareTo(TOLERANCE) <= 0)
                .isPresent();
    }

    static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
