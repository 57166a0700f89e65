package dev.lethe.test.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;

/// Folders that go with the test process, once every application in it has stopped.
public final class TemporaryFolder {

    private TemporaryFolder() {
    }

    /// Makes an empty folder.
    public static Path named(String prefix) {
        try {
            Path folder = Files.createTempDirectory(prefix);
            SpringApplication.getShutdownHandlers().add(() -> delete(folder));
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Deletes a folder with all that is in it.
    public static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
