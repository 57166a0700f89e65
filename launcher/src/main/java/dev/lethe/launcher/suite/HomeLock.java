package dev.lethe.launcher.suite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

import dev.lethe.launcher.process.StartFailure;

/// One launcher at a time for a home. The system releases the lock even when the launcher is killed.
final class HomeLock implements AutoCloseable {

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    static HomeLock of(Home home) throws IOException {
        home.create();
        var owner = home.folder().resolve("launcher");
        var channel = FileChannel.open(home.folder().resolve("lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                Files.writeString(owner, Long.toString(ProcessHandle.current().pid()));
                return new HomeLock(channel);
            }
        } catch (OverlappingFileLockException _) {
            // This very process holds it.
        }
        channel.close();
        throw new StartFailure("The suite in %s is already running (process %s).".formatted(home.folder(),
                Files.exists(owner) ? Files.readString(owner) : "unknown"));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
