package dev.lethe.platform.inbox;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Shows operators which logs have lost something, and so are not read, and which wait for a record that fails again and again.
final class InboxHealth implements HealthIndicator {

    private final Inbox inbox;

    InboxHealth(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public Health health() {
        Health.Builder health = inbox.stopped().isEmpty() ? Health.up() : Health.outOfService();
        inbox.waiting().forEach(
                (place, tries) -> health.withDetail(place, "waits, after %d tries".formatted(tries)));
        inbox.stopped().forEach(health::withDetail);
        return health.build();
    }
}
