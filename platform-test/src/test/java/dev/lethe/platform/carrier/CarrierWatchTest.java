package dev.lethe.platform.carrier;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import jdk.management.VirtualThreadSchedulerMXBean;

class CarrierWatchTest {

    private static final CountDownLatch BEGUN = new CountDownLatch(1);
    private static final CountDownLatch ANOTHER_RAN = new CountDownLatch(1);

    /// Keeps the carrier of whoever asks first, until another virtual thread has run.
    static final class Waiting {
        static {
            BEGUN.countDown();
            try {
                ANOTHER_RAN.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        static String ended() {
            return "ended";
        }
    }

    private final VirtualThreadSchedulerMXBean carriers = ManagementFactory
            .getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private final int before = carriers.getParallelism();
    private final CarrierWatch watch = new CarrierWatch(Duration.ofMillis(100), new Backlog(Duration.ofMinutes(1)));

    @AfterEach
    void putsCarriersBack() {
        watch.stop();
        ANOTHER_RAN.countDown();
        carriers.setParallelism(before);
    }

    @Test
    void addsACarrierWhenTheOnlyOneWaitsForAnotherVirtualThread() throws InterruptedException {
        eventually(() -> assertThat(carriers.getMountedVirtualThreadCount()).isZero());
        carriers.setParallelism(1);
        CompletableFuture<String> outcome = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> outcome.complete(Waiting.ended()));
        BEGUN.await();
        Thread.ofVirtual().start(ANOTHER_RAN::countDown);

        watch.start();

        assertThat(outcome).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("ended");
        assertThat(carriers.getParallelism()).isGreaterThan(1);
    }
}
