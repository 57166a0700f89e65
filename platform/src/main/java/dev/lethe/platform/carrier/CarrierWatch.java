package dev.lethe.platform.carrier;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import io.micrometer.core.instrument.Metrics;
import jdk.management.VirtualThreadSchedulerMXBean;

/// Adds a carrier when no virtual thread gets its turn. One that waits while a class is loaded or initialised for it keeps
/// its carrier (JEP 491 leaves that as it was); where there is but one, and what it waits for is another virtual thread,
/// none would ever run again, and the service would answer nobody.
final class CarrierWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CarrierWatch.class);
    /// Beyond the processors; whoever needs more has another trouble.
    private static final int MOST_ADDED = 16;

    private final VirtualThreadSchedulerMXBean carriers = ManagementFactory
            .getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private final Duration patience;
    private volatile @Nullable CountDownLatch stopped;

    /// @param patience half of how long a virtual thread may wait for its turn; so long the watch rests between two looks
    CarrierWatch(Duration patience) {
        this.patience = patience;
    }

    private void run(CountDownLatch stop) {
        try {
            while (!stop.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                CountDownLatch turn = new CountDownLatch(1);
                Thread.ofVirtual().name("carrier-watch").start(turn::countDown);
                boolean hadTurn = turn.await(patience.toNanos(), TimeUnit.NANOSECONDS);
                // a machine that stood still has used up the first wait before anybody could have a turn
                if (!hadTurn && !turn.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                    add();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void add() {
        int now = carriers.getParallelism();
        if (now < Runtime.getRuntime().availableProcessors() + MOST_ADDED) {
            carriers.setParallelism(now + 1);
            Metrics.counter("lethe.carriers.added").increment();
            LOG.warn("no virtual thread ran for {} ms; there are {} carriers now", 2 * patience.toMillis(), now + 1);
        }
    }

    @Override
    public void start() {
        CountDownLatch stop = new CountDownLatch(1);
        stopped = stop;
        Thread.ofPlatform().daemon().name("carriers").start(() -> run(stop));
    }

    @Override
    public void stop() {
        CountDownLatch stop = stopped;
        stopped = null;
        if (stop != null) {
            stop.countDown();
        }
    }

    @Override
    public boolean isRunning() { return stopped != null; }

    /// Before anything else starts, and until all has stopped.
    @Override
    public int getPhase() { return Integer.MIN_VALUE; }
}
