package dev.lethe.account.idle;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

import dev.lethe.account.activity.IdleAccounts;

/// Shows operators how many accounts are due and when the first is; down while the sweep waits for their word.
@Component
class SelfDestructHealthIndicator implements HealthIndicator {

    private final SweepGuard guard;
    private final IdleAccounts idle;

    SelfDestructHealthIndicator(SweepGuard guard, IdleAccounts idle) {
        this.guard = guard;
        this.idle = idle;
    }

    @Override
    public Health health() {
        var outlook = idle.outlook(guard.now());
        var standing = guard.standing();
        var health = standing.stopped() == null ? Health.up() : Health.down().withDetail("stopped", standing.stopped());
        var texts = idle.texts();
        health.withDetail("due", outlook.due()).withDetail("textsOwed", texts.owed()).withDetail("textsGivenUp",
                texts.givenUp());
        if (outlook.first() != null) {
            health.withDetail("firstDueOn", outlook.first().toString());
        }
        return health.build();
    }
}
