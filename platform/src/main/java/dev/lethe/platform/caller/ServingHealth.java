package dev.lethe.platform.caller;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Tells readiness probes which gate is closed.
final class ServingHealth implements HealthIndicator {

    private final ObjectProvider<ServingGate> gates;

    ServingHealth(ObjectProvider<ServingGate> gates) {
        this.gates = gates;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        gates.stream().filter(gate -> !gate.isOpen())
                .forEach(gate -> health.outOfService().withDetail(gate.name(), "closed"));
        return health.build();
    }
}
