package dev.lethe.platform.vault;

import java.time.Duration;

import org.springframework.beans.factory.DisposableBean;

/// Lets old keys go from memory each half minute, also those that nobody asks for again.
final class VaultExpiry implements DisposableBean {

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Thread thread;

    VaultExpiry(Vault vault) {
        this.thread = Thread.ofVirtual().name("vault-expiry").start(() -> run(vault));
    }

    private static void run(Vault vault) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(PAUSE);
                vault.expire();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void destroy() {
        thread.interrupt();
    }
}
