package dev.lethe.platform.vault;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/// Lets old keys go from memory each half minute, also those that nobody asks for again.
final class VaultExpiry implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(VaultExpiry.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Thread thread;

    VaultExpiry(Vault vault) {
        this.thread = Thread.ofVirtual().name("vault-expiry").start(() -> run(vault));
    }

    private static void run(Vault vault) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(PAUSE);
                expire(vault);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Without this thread keys would stay in memory for ever.
    private static void expire(Vault vault) {
        try {
            vault.expire();
        } catch (RuntimeException e) {
            LOG.error("old keys did not go from memory, and are tried again: {}", e.getClass().getSimpleName());
        }
    }

    @Override
    public void destroy() {
        thread.interrupt();
    }
}
