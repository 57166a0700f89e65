package dev.lethe.platform.vault;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/// Lets old keys go from memory, now and then, also those that nobody asks for again.
final class VaultExpiry implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(VaultExpiry.class);
    static final Duration PAUSE = Duration.ofSeconds(30);

    private final Thread thread;

    VaultExpiry(Runnable expiry, Duration pause) {
        this.thread = Thread.ofVirtual().name("vault-expiry").start(() -> run(expiry, pause));
    }

    private static void run(Runnable expiry, Duration pause) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(pause);
                expire(expiry);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Without this thread keys would stay in memory for ever.
    private static void expire(Runnable expiry) {
        try {
            expiry.run();
        } catch (RuntimeException e) {
            LOG.error("old keys did not go from memory, and are tried again: {}", e.getClass().getSimpleName());
        }
    }

    @Override
    public void destroy() {
        thread.interrupt();
    }
}
