package dev.lethe.launcher.suite;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/// Puts what the system refuses into words; its exceptions often say no more than a path.
public final class Sentence {

    private Sentence() {
    }

    public static String of(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "Permission denied: " + denied.getFile()
                    + ". Give it to the user who runs Lethe, or name another folder by LETHE_HOME.";
            case NoSuchFileException missing -> "No such file: " + missing.getFile();
            case FileNotFoundException missing -> String.valueOf(missing.getMessage());
            default -> isFull(failure) ? "The disk is full. Make room, or name a folder on another disk by LETHE_HOME."
                    : "Failed: " + (failure.getMessage() == null ? failure : failure.getMessage());
        };
    }

    /// What a failure says that nobody expected.
    public static String of(RuntimeException failure) {
        return failure.getCause() instanceof IOException cause ? of(cause) : "Failed: " + failure;
    }

    private static boolean isFull(IOException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("no space left");
    }
}
