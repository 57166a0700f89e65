package dev.lethe.platform.carrier;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import io.micrometer.core.instrument.Metrics;
import jdk.management.VirtualThreadSchedulerMXBean;

/// Looks how long a virtual thread, as every request is one, waits for its turn, and adds a carrier when none gets one. One
/// that waits while a class is loaded or initialised for it keeps its carrier (JEP 491 leaves that as it was); where there is
/// but one, and what it waits for is another virtual thread, none would ever run again, and the service would answer nobody.
final class CarrierWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CarrierWatch.class);
    /// Beyond the processors; whoever needs more has another trouble.
    private static final int MOST_ADDED = 16;
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final VirtualThreadSchedulerMXBean carriers = ManagementFactory
            .getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private final Duration patience;
    private final Backlog backlog;
    private boolean hasTold;
    private long toldAt;
    private volatile @Nullable CountDownLatch stopped;

    /// @param patience how long a virtual thread may wait for its turn before a carrier is added
    CarrierWatch(Duration patience, Backlog backlog) {
        this.patience = patience;
        this.backlog = backlog;
    }

    private void run(CountDownLatch stop) {
        try {
            while (!stop.await(LOOK.toNanos(), TimeUnit.NANOSECONDS)) {
                look(stop);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    // Counts its own waits: a machine that stood still has used up one of them, however long that was, before anybody
    // could have a turn.
    private void look(CountDownLatch stop) throws InterruptedException {
        long begun = System.nanoTime();
        AtomicLong turnAt = new AtomicLong();
        CountDownLatch turn = new CountDownLatch(1);
        Thread.ofVirtual().name("carrier-watch").start(() -> {
            turnAt.set(System.nanoTime());
            turn.countDown();
        });
        long waits = 0;
        while (!turn.await(LOOK.toNanos(), TimeUnit.NANOSECONDS)) {
            if (stop.getCount() == 0) {
                return;
            }
            backlog.lasts(System.nanoTime() - begun);
            tell();
            waits++;
            if (waits % patience.dividedBy(LOOK) == 0) {
                add();
            }
        }
        backlog.ended(turnAt.get() - begun);
        tell();
    }

    // An operator sees that it happens, not each time.
    private void tell() {
        long now = System.nanoTime();
        if (backlog.isTooLong() && (!hasTold || now - toldAt > SILENCE.toNanos())) {
            hasTold = true;
            toldAt = now;
            LOG.warn("requests are turned away, for they would wait too long for their turn");
        }
    }

    private void add() {
        int now = carriers.getParallelism();
        if (now < Runtime.getRuntime().availableProcessors() + MOST_ADDED) {
            carriers.setParallelism(now + 1);
            Metrics.counter("lethe.carriers.added").increment();
            LOG.warn("no virtual thread ran for {} ms; there are {} carriers now", patience.toMillis(), now + 1);
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
