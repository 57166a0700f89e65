package dev.lethe.launcher.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// What a process printed last, for people who look for the cause of a failure.
final class LogTail {

    private static final int BYTES = 16_384;
    private static final int LINES = 25;

    private LogTail() {
    }

    static String of(Path log) {
        return " The last lines of " + log + ":\n  " + String.join("\n  ", lastLines(log));
    }

    private static List<String> lastLines(Path log) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var size = (int) Math.min(BYTES, file.length());
            file.seek(file.length() - size);
            var bytes = new byte[size];
            file.readFully(bytes);
            var lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
        } catch (IOException _) {
            return List.of("(nothing)");
        }
    }
}
