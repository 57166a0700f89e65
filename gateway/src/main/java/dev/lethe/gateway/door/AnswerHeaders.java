package dev.lethe.gateway.door;

import java.util.function.BiConsumer;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Mono;

/// Sets on each answer what keeps browsers strict, and removes what names software.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class AnswerHeaders implements WebFilter {

    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    private static final String API = NOTHING + "; sandbox";
    private static final String PAGE = NOTHING + "; style-src 'self'; img-src 'self'";
    private static final String ACTIVE = PAGE + "; script-src 'self'; connect-src 'self'";
    private static final String EXPLORER = NOTHING
            + "; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().beforeCommit(() -> {
            protect(exchange);
            return Mono.empty();
        });
        return chain.filter(exchange);
    }

    private static void protect(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        String path = exchange.getRequest().getURI().getRawPath();
        headers.remove(HttpHeaders.SERVER);
        headers.remove("X-Powered-By");
        headers.remove(HttpHeaders.SET_COOKIE);
        protect(path, headers::set);
        if (ProxyFilter.isSecure(exchange)) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
        if (headers.getCacheControl() == null) {
            headers.setCacheControl("no-store");
        }
    }

    /// What stands in every answer, whoever gives it.
    static void protect(String path, BiConsumer<String, String> header) {
        header.accept("Content-Security-Policy", policyOf(path));
        header.accept("X-Content-Type-Options", "nosniff");
        header.accept("X-Frame-Options", "DENY");
        header.accept("Referrer-Policy", "no-referrer");
        header.accept("Cross-Origin-Opener-Policy", "same-origin");
        header.accept("Cross-Origin-Resource-Policy", "same-origin");
        header.accept("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    }

    private static String policyOf(String path) {
        if (path.equals("/explorer") || path.startsWith("/explorer/")) {
            return EXPLORER;
        }
        if (path.equals("/deactivate") || path.equals("/erasures") || path.startsWith("/erasures/")) {
            return ACTIVE;
        }
        return path.startsWith("/v1/") ? API : PAGE;
    }
}
