package dev.lethe.test.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A file system of its own that a test can fill up; a tmpfs.
public final class SmallDisk implements AutoCloseable {

    /// Why a test that needs one is skipped.
    public static final String NEEDED = "mounting a file system takes the right to; a normal user has it within `unshare -rm`";

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /// Whether this process may mount one.
    public static boolean isPossible() {
        Path folder = emptyFolder();
        boolean possible = succeeds(mount(1, folder));
        new SmallDisk(folder).close();
        return possible;
    }

    /// Mounts an empty one.
    public static SmallDisk ofMegabytes(int size) {
        SmallDisk disk = new SmallDisk(emptyFolder());
        if (!succeeds(mount(size, disk.folder))) {
            disk.close();
            throw new IllegalStateException(NEEDED);
        }
        return disk;
    }

    /// Its root.
    public Path folder() {
        return folder;
    }

    /// Takes all the room that is left.
    public void fill() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(64 * 1024);
        try (FileChannel filling = FileChannel.open(filling(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (filling.write(bytes.rewind()) > 0) {
                // more
            }
        } catch (FileSystemException failure) {
            throw new UncheckedIOException(failure);
        } catch (IOException _) {
            // as it should be
        }
    }

    /// Gives back what was taken.
    public void free() {
        try {
            Files.deleteIfExists(filling());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        succeeds(unmount(folder));
        TemporaryFolder.delete(folder);
    }

    private Path filling() {
        return folder.resolve("filling");
    }

    private static Path emptyFolder() {
        try {
            return Files.createTempDirectory("lethe-disk-");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> mount(int megabytes, Path folder) {
        return List.of("mount", "-t", "tmpfs", "-o", "mode=700,size=" + megabytes + "m", "lethe-test",
                folder.toString());
    }

    // Lazily, for whoever still has a file open there is ending.
    private static List<String> unmount(Path folder) {
        return List.of("umount", "--lazy", folder.toString());
    }

    private static boolean succeeds(List<String> command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().onExit().join().exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
