package dev.lethe.platform.turn;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Works in rounds on a thread of its own, with a rest after each. Whoever wakes it ends the rest; stopping it lets the
/// round end that runs, for some seconds.
public abstract class Rounds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String name;
    private final Semaphore woken = new Semaphore(0);
    private volatile @Nullable Thread worker;

    /// @param name of the thread, and in the log
    protected Rounds(String name) {
        this.name = name;
    }

    /// One round. A failure is told in the log, and the next round comes after a second.
    ///
    /// @return how long to rest
    protected abstract Duration round();

    /// Begins the next round at once, or after the one that runs.
    protected final void wake() {
        if (woken.availablePermits() == 0) {
            woken.release();
        }
    }

    private void run() {
        while (worker == Thread.currentThread()) {
            rest(attempt());
        }
    }

    private Duration attempt() {
        try {
            return round();
        } catch (RuntimeException e) {
            LOG.warn("{} waits: {}", name, e.getClass().getSimpleName());
            return AFTER_A_FAILURE;
        }
    }

    private void rest(Duration time) {
        try {
            if (woken.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
                woken.drainPermits();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        worker = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
        worker.start();
    }

    @Override
    public void stop() {
        Thread thread = worker;
        worker = null;
        if (thread != null) {
            wake();
            try {
                thread.join(PATIENCE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() { return worker != null; }
}
