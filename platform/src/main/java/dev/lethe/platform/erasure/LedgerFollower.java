package dev.lethe.platform.erasure;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import dev.lethe.platform.caller.ServingGate;
import dev.lethe.platform.ledger.LedgerCopy;
import dev.lethe.platform.ledger.LedgerMerge;

/// Merges this service's copy of the ledger with the authority's: before it serves, and each minute.
///
/// So a service that was away for longer than the topics remember still learns who is gone, before anybody asks.
final class LedgerFollower implements SmartLifecycle, ServingGate {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerFollower.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final LedgerCopy own;
    private final LedgerCopy authority;
    private final Semaphore stopping = new Semaphore(0);
    private volatile boolean merged;
    private volatile @Nullable Thread follower;

    LedgerFollower(LedgerCopy own, LedgerCopy authority) {
        this.own = own;
        this.authority = authority;
    }

    @Override
    public boolean isOpen() { return merged; }

    @Override
    public String name() {
        return "ledger";
    }

    private void run() {
        while (isRunning()) {
            Duration pause = PERIOD;
            try {
                LedgerMerge.Merged moved = LedgerMerge.merge(own, authority);
                if (moved.received() + moved.sent() > 0) {
                    LOG.info("ledger merged: {} received, {} sent", moved.received(), moved.sent());
                }
                merged = true;
            } catch (RuntimeException e) {
                LOG.warn("the ledger cannot be merged: {}", e.getClass().getSimpleName());
                pause = merged ? Duration.ofSeconds(5) : Duration.ofMillis(500);
            }
            await(pause);
        }
    }

    private void await(Duration pause) {
        try {
            stopping.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        follower = Thread.ofPlatform().daemon().name("ledger").unstarted(this::run);
        follower.start();
    }

    @Override
    public void stop() {
        follower = null;
        stopping.release();
    }

    @Override
    public boolean isRunning() { return follower != null; }
}
