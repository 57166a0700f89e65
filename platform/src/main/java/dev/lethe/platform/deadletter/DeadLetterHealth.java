package dev.lethe.platform.deadletter;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Shows operators how many letters wait for them.
final class DeadLetterHealth implements HealthIndicator {

    private final DeadLetters letters;

    DeadLetterHealth(DeadLetters letters) {
        this.letters = letters;
    }

    @Override
    public Health health() {
        return Health.up().withDetail("waiting", letters.count()).build();
    }
}
