package dev.lethe.account.sms;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Shows operators that the gateway takes no text: nobody gets a code then who has no device at hand.
@Component
class SmsHealthIndicator implements HealthIndicator {

    /// A gateway that restarts is no news.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final SmsSending sending;
    private final Clock clock;

    SmsHealthIndicator(SmsSending sending, Clock clock) {
        this.sending = sending;
        this.clock = clock;
    }

    @Override
    public Health health() {
        Instant before = clock.instant().minus(PATIENCE);
        Optional<Instant> away = sending.awaySince().filter(it -> !it.isAfter(before));
        Health.Builder health = away.isPresent() ? Health.outOfService() : Health.up();
        away.ifPresent(since -> health.withDetail("awaySince", since.toString()));
        return health.withDetail("waiting", sending.waiting()).build();
    }
}
