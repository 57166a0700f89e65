package dev.lethe.launcher.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A process did not come up. The message names it and ends with what it printed last.
public final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final int TAIL_BYTES = 16_384;
    private static final int TAIL_LINES = 25;

    public StartFailure(String message) {
        super(message);
    }

    static StartFailure ended(ManagedProcess process) {
        return new StartFailure(process.name() + " ended while starting." + tail(process.log()));
    }

    static StartFailure late(ManagedProcess process, Duration limit) {
        return new StartFailure(
                process.name() + " was not ready within " + limit.toSeconds() + " s." + tail(process.log()));
    }

    private static String tail(Path log) {
        var lines = lastLines(log);
        return " The last lines of " + log + ":\n  " + String.join("\n  ", lines);
    }

    private static List<String> lastLines(Path log) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var size = (int) Math.min(TAIL_BYTES, file.length());
            file.seek(file.length() - size);
            var bytes = new byte[size];
            file.readFully(bytes);
            var lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        } catch (IOException _) {
            return List.of("(nothing)");
        }
    }
}
