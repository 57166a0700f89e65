package dev.lethe.gateway.health;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Life and readiness of this replica, and the readiness of all services together.
@RestController
class HealthController {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /// However many ask, the services are asked once in this time.
    private static final Duration SHARED = Duration.ofSeconds(1);

    private final Map<String, URI> services;
    private final ApplicationAvailability availability;
    private final WebClient http = WebClient.create();
    private final Mono<ResponseEntity<Health>> suite = Flux.defer(this::states)
            .collectMap(Map.Entry::getKey, Map.Entry::getValue)
            .map(states -> answer(new TreeMap<>(states), !states.containsValue(Status.DOWN))).cache(SHARED);

    HealthController(ServicesProperties properties, ApplicationAvailability availability) {
        this.services = properties.services();
        this.availability = availability;
    }

    @GetMapping("/livez")
    Health live() {
        return new Health(Status.UP, Map.of());
    }

    @GetMapping("/readyz")
    ResponseEntity<Health> ready() {
        return answer(Map.of(), availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC);
    }

    @GetMapping("/health")
    Mono<ResponseEntity<Health>> suite() {
        return suite;
    }

    private Flux<Map.Entry<String, Status>> states() {
        return Flux.fromIterable(services.entrySet()).flatMap(service -> state(service.getKey(), service.getValue()));
    }

    private Mono<Map.Entry<String, Status>> state(String name, URI service) {
        return http.get().uri(service.resolve("/readyz"))
                .exchangeToMono(answer -> answer.releaseBody().thenReturn(answer.statusCode().is2xxSuccessful()))
                .timeout(PATIENCE).onErrorReturn(false).map(ready -> Map.entry(name, ready ? Status.UP : Status.DOWN));
    }

    private static ResponseEntity<Health> answer(Map<String, Status> states, boolean up) {
        HttpStatus status = up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
        return ResponseEntity.status(status).body(new Health(up ? Status.UP : Status.DOWN, states));
    }

    enum Status {
        UP, DOWN
    }

    record Health(Status status, Map<String, Status> services) {}
}
