package dev.lethe.account.revocation;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.springframework.stereotype.Component;

/// Wakes readers of the feed when this replica committed an entry; other replicas' entries are found by asking again.
@Component
class RevocationSignal {

    private final AtomicReference<CountDownLatch> next = new AtomicReference<>(new CountDownLatch(1));

    void wake() {
        next.getAndSet(new CountDownLatch(1)).countDown();
    }

    /// What the next waking will open. Take it before looking, so that no waking is missed in between.
    CountDownLatch next() {
        return next.get();
    }

    /// Waits until woken, at most so long.
    static void await(CountDownLatch waking, Duration time) {
        try {
            var _ = waking.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
