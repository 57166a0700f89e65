package dev.lethe.platform.carrier;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import jdk.management.VirtualThreadSchedulerMXBean;

import dev.lethe.test.LongLine;

class LongLineTest {

    private final VirtualThreadSchedulerMXBean carriers = ManagementFactory
            .getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private final int before = carriers.getParallelism();
    private final Backlog backlog = new Backlog(Duration.ofMillis(100));
    private final CarrierWatch watch = new CarrierWatch(Duration.ofHours(1), backlog);

    @AfterEach
    void putsCarriersBack() {
        watch.stop();
        carriers.setParallelism(before);
    }

    @Test
    void isNoticedAndItsEnd() {
        carriers.setParallelism(1);
        watch.start();
        try (var _ = new LongLine(40)) {
            eventually(() -> assertThat(backlog.isTooLong()).isTrue());
        }

        eventually(() -> assertThat(backlog.isTooLong()).isFalse());
    }
}
