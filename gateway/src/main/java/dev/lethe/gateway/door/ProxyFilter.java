package dev.lethe.gateway.door;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Mono;

/// Takes the word of trusted proxies on who called, over what, and below which path; of nobody else.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class ProxyFilter implements WebFilter {

    private static final String SECURE = ProxyFilter.class.getName() + ".secure";
    private static final String PREFIX = ProxyFilter.class.getName() + ".prefix";
    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*+){1,8}+");

    private final TrustedProxies proxies;

    ProxyFilter(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /// Whether the caller's connection is encrypted, here or at a trusted proxy.
    static boolean isSecure(ServerWebExchange exchange) {
        return exchange.getRequest().getSslInfo() != null || exchange.getAttribute(SECURE) != null;
    }

    /// The path below which callers see the gateway, such as `/lethe`; empty without a trusted proxy that says so.
    static String prefix(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(PREFIX, "");
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        InetSocketAddress peer = exchange.getRequest().getRemoteAddress();
        if (peer == null || !proxies.isTrusted(peer)) {
            return chain.filter(exchange);
        }
        HttpHeaders headers = exchange.getRequest().getHeaders();
        if ("https".equalsIgnoreCase(headers.getFirst("X-Forwarded-Proto"))) {
            exchange.getAttributes().put(SECURE, true);
        }
        String prefix = headers.getFirst("X-Forwarded-Prefix");
        if (isPath(prefix)) {
            exchange.getAttributes().put(PREFIX, prefix);
        }
        InetSocketAddress caller = proxies.caller(peer,
                headers.getOrDefault("X-Forwarded-For", List.of()));
        return chain.filter(exchange.mutate().request(request -> request.remoteAddress(caller)).build());
    }

    private static boolean isPath(@Nullable String prefix) {
        return prefix != null && PATH.matcher(prefix).matches();
    }
}
