package dev.lethe.launcher.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// What `./lethe help` prints. The script prints the same file, since it can help before anything is built.
public final class Help {

    private Help() {
    }

    public static String text() {
        try (var file = Objects.requireNonNull(Help.class.getResourceAsStream("/help.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
