package dev.lethe.account.numberchange;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Shows operators that accounts wait for their numbers after a restore, and so does the service.
@Component
class NumberMovesHealthIndicator implements HealthIndicator {

    private final WaitingMoves moves;

    NumberMovesHealthIndicator(WaitingMoves moves) {
        this.moves = moves;
    }

    @Override
    public Health health() {
        int waiting = moves.count();
        return waiting == 0 ? Health.up().build()
                : Health.outOfService().withDetail("waiting", waiting)
                        .withDetail("wayOut", "see \"After a restore of a database\" in docs/events.md").build();
    }
}
