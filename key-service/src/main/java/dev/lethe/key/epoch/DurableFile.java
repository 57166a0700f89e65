package dev.lethe.key.epoch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Replaces a small secret file as a whole, durably, and overwrites what it held before.
final class DurableFile {

    private final Path directory;
    private final Path file;
    private final Path next;
    private final Path old;

    DurableFile(Path directory, String name) {
        this.directory = directory;
        this.file = directory.resolve(name);
        this.next = directory.resolve(name + ".next");
        this.old = directory.resolve(name + ".old");
    }

    boolean exists() {
        return Files.exists(file);
    }

    byte[] read() throws IOException {
        return Files.readAllBytes(file);
    }

    /// When this returns, the file holds the new content, and the blocks of the old one hold zeros.
    void replace(byte[] content) throws IOException {
        clean();
        Files.deleteIfExists(next);
        write(next, content, StandardOpenOption.CREATE_NEW);
        if (exists()) {
            Files.createLink(old, file);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        syncDirectory();
        clean();
    }

    /// Overwrites and removes what an earlier replacement, perhaps one that was killed, left of the old content.
    void clean() throws IOException {
        if (!Files.exists(old)) {
            return;
        }
        if (!exists() || !Files.isSameFile(old, file)) {
            write(old, new byte[(int) Files.size(old)], StandardOpenOption.WRITE);
        }
        Files.delete(old);
        syncDirectory();
    }

    private static void write(Path path, byte[] content, StandardOpenOption how) throws IOException {
        try (var channel = FileChannel.open(path, how, StandardOpenOption.WRITE)) {
            var buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private void syncDirectory() throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
