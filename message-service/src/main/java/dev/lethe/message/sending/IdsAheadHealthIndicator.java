package dev.lethe.message.sending;

import java.time.Duration;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Metrics;

import dev.lethe.message.mailbox.SlowerClock;

/// Shows operators that mailboxes go on behind what a clock dated far ahead, and that this replica's clock and the database's are
/// apart. It stays up: nothing but time ends the first, and people see the right times.
@Component
class IdsAheadHealthIndicator implements HealthIndicator {

    private static final Duration SHOWN = Duration.ofMinutes(1);

    private final SlowerClock clock;

    IdsAheadHealthIndicator(SlowerClock clock) {
        this.clock = clock;
    }

    @Override
    public Health health() {
        DistributionSummary ahead = Metrics.summary("lethe.message.ids.ahead");
        Health.Builder health = Health.up();
        if (ahead.count() > 0) {
            health.withDetail("copiesSinceStart", ahead.count())
                    .withDetail("furthest", Duration.ofMillis((long) ahead.max()).toString());
        }
        Duration apart = clock.apart();
        if (apart.compareTo(SHOWN) > 0) {
            health.withDetail("clocksApart", apart.toString());
        }
        return health.build();
    }
}
