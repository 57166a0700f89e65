package dev.lethe.platform.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

class JobsTest {

    private final ThreadPoolTaskScheduler jobs = new PlatformConfiguration().taskScheduler();
    private final Logger log = (Logger) LoggerFactory.getLogger(PlatformConfiguration.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @AfterEach
    void stop() {
        log.detachAppender(lines);
        jobs.shutdown();
    }

    @Test
    void failWithoutRepeatingWhatTheyWereAbout() throws Exception {
        lines.start();
        log.addAppender(lines);
        jobs.initialize();

        Objects.requireNonNull(jobs.schedule(() -> {
            throw new IllegalStateException("+491511234567");
        }, Instant.now())).get(10, TimeUnit.SECONDS);

        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage()).contains("IllegalStateException").doesNotContain("4915");
            assertThat(line.getThrowableProxy()).isNull();
        });
    }
}
