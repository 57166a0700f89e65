package dev.lethe.platform.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;

class PlatformConfigurationTest {

    /// As many as message-service has jobs, and some more.
    private static final int SLOW = 12;
    private static final Duration PAUSE = Duration.ofMillis(1);

    @Test
    void slowJobsHoldUpNoOther() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(PlatformConfiguration.class, TaskSchedulingAutoConfiguration.class))
                .withPropertyValues("spring.threads.virtual.enabled=true", "lethe.service.name=a-service")
                .withUserConfiguration(Scheduling.class)
                .run(context -> {
                    TaskScheduler scheduler = context.getBean(TaskScheduler.class);
                    CountDownLatch begun = new CountDownLatch(SLOW);
                    CountDownLatch other = new CountDownLatch(5);
                    CountDownLatch end = new CountDownLatch(1);
                    for (int i = 0; i < SLOW; i++) {
                        var _ = scheduler.scheduleWithFixedDelay(() -> {
                            begun.countDown();
                            await(end);
                        }, PAUSE);
                    }
                    var _ = scheduler.scheduleWithFixedDelay(other::countDown, PAUSE);

                    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
                    assertThat(other.await(10, TimeUnit.SECONDS)).isTrue();
                    end.countDown();
                });
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Configuration
    @EnableScheduling
    static class Scheduling {}
}
