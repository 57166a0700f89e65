package dev.lethe.gateway.health;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/// Life and readiness of this replica, and the readiness of all services together.
@RestController
class HealthController {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /// However many ask, the services are asked once in this time.
    private static final Duration SHARED = Duration.ofSeconds(1);

    private final Map<String, URI> services;
    private final String version;
    private final ApplicationAvailability availability;
    private final WebClient http;
    private final Mono<ResponseEntity<SuiteHealth>> suite = Flux.defer(this::states)
            .collectMap(Map.Entry::getKey, Map.Entry::getValue)
            .map(states -> answer(new TreeMap<>(states))).cache(SHARED);

    /// @param routes the client of the routes, which shows the gateway's certificate where services ask for one
    HealthController(ServicesProperties properties, ReleaseProperties release, ApplicationAvailability availability,
            HttpClient routes) {
        this.http = WebClient.builder().clientConnector(new ReactorClientHttpConnector(routes)).build();
        this.services = properties.services();
        this.version = release.version();
        this.availability = availability;
    }

    @GetMapping("/livez")
    Health live() {
        return new Health(Status.UP, Map.of());
    }

    @GetMapping("/readyz")
    ResponseEntity<Health> ready() {
        Status status = availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC ? Status.UP : Status.DOWN;
        return ResponseEntity.status(code(status)).body(new Health(status, Map.of()));
    }

    @GetMapping("/health")
    Mono<ResponseEntity<SuiteHealth>> suite() {
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

    private ResponseEntity<SuiteHealth> answer(Map<String, Status> states) {
        Status status = states.containsValue(Status.DOWN) ? Status.DOWN : Status.UP;
        return ResponseEntity.status(code(status)).body(new SuiteHealth(status, version, states));
    }

    private static HttpStatus code(Status status) {
        return status == Status.UP ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
    }

    enum Status {
        UP, DOWN
    }

    record Health(Status status, Map<String, Status> services) {}

    record SuiteHealth(Status status, String version, Map<String, Status> services) {}
}
