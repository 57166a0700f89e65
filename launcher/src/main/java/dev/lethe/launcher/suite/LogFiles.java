package dev.lethe.launcher.suite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The output of the suite's processes: `<process>.log` is this run's, `<process>.1.log` what came before it, and so on.
/// A file that grows beyond its limit is moved on during a run, too, so that the folder stays bounded.
final class LogFiles {

    static final int KEPT = 3;
    static final Duration PAUSE = Duration.ofSeconds(10);

    private final Path folder;
    private final long limit;

    /// @param limit bytes of one file
    LogFiles(Path folder, long limit) {
        this.folder = folder;
        this.limit = limit;
    }

    /// Moves every process' output on, before a new run writes.
    void beginRun() throws IOException {
        for (var log : current(0)) {
            shift(log);
            Files.move(log, numbered(log, 1), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Moves on what has grown too large. The process keeps its file open and appends, so the file is copied and emptied; a
    /// line that is written in between is lost. Where there is no room for the copy, what was printed is lost, since room is
    /// what is needed then.
    void bound() throws IOException {
        for (var log : current(limit)) {
            var copy = log.resolveSibling(log.getFileName() + ".new");
            try {
                Files.copy(log, copy, StandardCopyOption.REPLACE_EXISTING);
                shift(log);
                Files.move(copy, numbered(log, 1), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException _) {
                deleteQuietly(copy);
            }
            FileChannel.open(log, StandardOpenOption.WRITE).truncate(0).close();
        }
    }

    /// Bounds the files until the thread is interrupted, which its maker does. What fails once is tried again.
    Thread watch(Duration pause) {
        return Thread.ofPlatform().daemon().name("log-files").start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    Thread.sleep(pause);
                    bound();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                } catch (IOException | RuntimeException _) {
                    // the next round may succeed
                }
            }
        });
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // it is written over the next time
        }
    }

    private List<Path> current(long beyond) throws IOException {
        var found = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(folder, "*.log")) {
            for (var file : files) {
                if (!file.getFileName().toString().matches(".*\\.\\d+\\.log") && Files.size(file) > beyond) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private static void shift(Path log) throws IOException {
        for (var number = KEPT - 1; number > 0; number--) {
            if (Files.exists(numbered(log, number))) {
                Files.move(numbered(log, number), numbered(log, number + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Path numbered(Path log, int number) {
        return log.resolveSibling(log.getFileName().toString().replaceFirst("\\.log$", "." + number + ".log"));
    }
}
