package dev.lethe.test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// Virtual threads that compute in turns, so that whoever comes waits until all of them have had theirs.
public final class LongLine implements AutoCloseable {
    private static final Duration TURN = Duration.ofMillis(20);

    private final AtomicBoolean over = new AtomicBoolean();

    /// @param length how many stand in it
    public LongLine(int length) {
        for (int i = 0; i < length; i++) {
            Thread.ofVirtual().start(this::stand);
        }
    }

    private void stand() {
        while (!over.get()) {
            long end = System.nanoTime() + TURN.toNanos();
            while (System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            }
            LockSupport.parkNanos(1);
        }
    }

    @Override
    public void close() {
        over.set(true);
    }
}
