package dev.lethe.gateway.door;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Mono;

/// Lets web apps of the listed origins read answers. To others the API answers as ever, and their browsers keep the answer.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class OriginFilter implements WebFilter {

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final List<String> EXPOSED = List.of("Retry-After", "RateLimit", "RateLimit-Policy", "Location",
            "WWW-Authenticate", "ETag", "Content-Range", "Content-Disposition", "Accept-Ranges", "Allow");

    private final List<String> origins;
    private final CorsConfiguration allowed = new CorsConfiguration();
    private final WebFilter filter = new CorsWebFilter(this::configuration);

    OriginFilter(CorsProperties properties) {
        this.origins = properties.origins();
        allowed.setAllowedOrigins(origins);
        allowed.setAllowedMethods(METHODS);
        allowed.addAllowedHeader(CorsConfiguration.ALL);
        allowed.setExposedHeaders(EXPOSED);
        allowed.setMaxAge(Duration.ofHours(1));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return origins.isEmpty() ? chain.filter(exchange) : filter.filter(exchange, chain);
    }

    private @Nullable CorsConfiguration configuration(ServerWebExchange exchange) {
        String origin = exchange.getRequest().getHeaders().getFirst(HttpHeaders.ORIGIN);
        return origin != null && origins.contains(origin) ? allowed : null;
    }
}
