package dev.lethe.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

class VaultExpiryTest {

    private static final Duration PAUSE = Duration.ofMillis(1);

    @Test
    void letsKeysGoAgainAndAgainAlsoAfterAFailure() throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(3);
        VaultExpiry expiry = new VaultExpiry(() -> {
            runs.countDown();
            throw new IllegalStateException("as it should");
        }, PAUSE);

        assertThat(runs.await(1, TimeUnit.MINUTES)).isTrue();
        expiry.destroy();
    }

    @Test
    void endsWithItsService() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        VaultExpiry expiry = new VaultExpiry(() -> {
            began.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException _) {
                interrupted.countDown();
                Thread.currentThread().interrupt();
            }
        }, PAUSE);
        assertThat(began.await(1, TimeUnit.MINUTES)).isTrue();

        expiry.destroy();

        assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
    }
}
