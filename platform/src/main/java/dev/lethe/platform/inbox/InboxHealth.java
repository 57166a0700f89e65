package dev.lethe.platform.inbox;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Shows operators how many records became dead letters.
final class InboxHealth implements HealthIndicator {

    private final DeadLetters deadLetters;

    InboxHealth(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    public Health health() {
        return Health.up().withDetail("deadLetters", deadLetters.count()).build();
    }
}
