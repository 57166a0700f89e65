package dev.lethe.launcher.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// Files that nobody but their owner may read: keys and passwords.
public final class PrivateFiles {

    private static final String FILE = "rw-------";
    private static final String FOLDER = "rwx------";

    private PrivateFiles() {
    }

    /// Writes a whole file or none: a crash in between leaves no half a key.
    public static void write(Path file, String content) {
        try {
            var folder = folder(java.util.Objects.requireNonNull(file.getParent()));
            var attributes = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FILE));
            var temporary = Files.createTempFile(folder, ".", ".new", attributes);
            Files.writeString(temporary, content);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes a folder that only its owner may open.
    public static Path folder(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FOLDER)));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
