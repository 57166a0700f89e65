package dev.lethe.platform.erasure;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Shows operators erasures that do not get done.
final class ErasureHealth implements HealthIndicator {

    private final Erasures erasures;

    ErasureHealth(Erasures erasures) {
        this.erasures = erasures;
    }

    @Override
    public Health health() {
        return Health.up().withDetail("stuckErasures", erasures.stuck()).build();
    }
}
