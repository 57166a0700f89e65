package dev.lethe.platform.internal;

import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Shows operators all details of a service's health, which the public door keeps to itself.
@RestController
@AllowedPeers("operator")
class HealthController {

    private final HealthEndpoint health;

    HealthController(HealthEndpoint health) {
        this.health = health;
    }

    @GetMapping("/internal/v1/health")
    HealthDescriptor health() {
        return health.health();
    }
}
