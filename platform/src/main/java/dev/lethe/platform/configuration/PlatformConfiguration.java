package dev.lethe.platform.configuration;

import java.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import dev.lethe.platform.body.LeastRate;
import dev.lethe.platform.problem.FailureText;

/// The clock that tests move, the service's name, and threads for its jobs.
@AutoConfiguration(beforeName = "org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration")
@EnableConfigurationProperties({ServiceProperties.class, LeastRate.class})
public class PlatformConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(PlatformConfiguration.class);

    /// More than any service has jobs: a thread that waits costs little.
    private static final int JOBS_AT_ONCE = 16;

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    /// The scheduler that comes with virtual threads has one thread for all jobs of a fixed delay, so a slow one would
    /// hold up every other.
    @Bean
    @ConditionalOnMissingBean(TaskScheduler.class)
    ThreadPoolTaskScheduler taskScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(JOBS_AT_ONCE);
        scheduler.setThreadNamePrefix("job-");
        scheduler.setDaemon(true);
        scheduler.setErrorHandler(failure -> LOG.error("a job failed: {}", FailureText.of(failure)));
        return scheduler;
    }
}
