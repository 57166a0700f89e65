package dev.lethe.message.sending;

import java.time.Duration;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Metrics;

/// Shows operators that mailboxes go on behind what a clock dated far ahead. It stays up: people see the right times, and
/// nothing but time ends it.
@Component
class IdsAheadHealthIndicator implements HealthIndicator {
    @Override
    public Health health() {
        DistributionSummary ahead = Metrics.summary("lethe.message.ids.ahead");
        Health.Builder health = Health.up();
        if (ahead.count() > 0) {
            health.withDetail("copiesSinceStart", ahead.count())
                    .withDetail("furthest", Duration.ofMillis((long) ahead.max()).toString());
        }
        return health.build();
    }
}
