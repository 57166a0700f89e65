package dev.lethe.platform.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

class PlatformConfigurationTest {

    @Test
    void aSlowJobHoldsUpNoOther() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(PlatformConfiguration.class, TaskSchedulingAutoConfiguration.class))
                .withPropertyValues("spring.threads.virtual.enabled=true", "lethe.service.name=a-service")
                .withUserConfiguration(Jobs.class)
                .run(context -> {
                    Jobs jobs = context.getBean(Jobs.class);
                    assertThat(jobs.begun.await(10, TimeUnit.SECONDS)).isTrue();
                    assertThat(jobs.other.await(10, TimeUnit.SECONDS)).isTrue();
                    jobs.end.countDown();
                });
    }

    @EnableScheduling
    static class Jobs {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch other = new CountDownLatch(5);
        private final CountDownLatch end = new CountDownLatch(1);

        @Scheduled(fixedDelay = 1)
        void isSlow() throws InterruptedException {
            begun.countDown();
            end.await();
        }

        @Scheduled(fixedDelay = 1)
        void isAnother() throws InterruptedException {
            begun.await();
            other.countDown();
        }
    }
}
