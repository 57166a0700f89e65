package dev.lethe.launcher.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

import dev.lethe.launcher.certificate.PrivateFiles;
import dev.lethe.launcher.distribution.Folders;

/// Files that containers read, whose users are not the owner of the files: everybody may read them, but the folder above
/// opens for its owner only. A container is given one folder of them, and cannot climb.
final class SharedFiles {

    private final Path folder;

    private SharedFiles(Path folder) {
        this.folder = folder;
    }

    /// An empty folder `name` below one that only its owner opens.
    static SharedFiles anew(Path above, String name) throws IOException {
        var folder = PrivateFiles.folder(above).resolve(name);
        if (Files.isDirectory(folder)) {
            empty(folder);
        }
        return new SharedFiles(opened(folder));
    }

    SharedFiles folder(String name) {
        return new SharedFiles(opened(folder.resolve(name)));
    }

    void write(String name, String content) {
        try {
            var file = folder.resolve(name);
            var temporary = Files.createTempFile(folder, ".", ".new");
            Files.writeString(temporary, content);
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("r--r--r--"));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void copy(Path source) throws IOException {
        copy(source, String.valueOf(source.getFileName()));
    }

    void copy(Path source, String name) throws IOException {
        write(name, Files.readString(source));
    }

    /// The folder itself stays, for a container that runs sees only what is put into the one that it was given.
    private static void empty(Path folder) throws IOException {
        try (var inside = Files.list(folder)) {
            for (var path : inside.toList()) {
                Folders.delete(path);
            }
        }
    }

    private static Path opened(Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
