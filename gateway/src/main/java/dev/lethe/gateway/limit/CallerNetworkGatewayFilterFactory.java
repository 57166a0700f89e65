package dev.lethe.gateway.limit;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.factory.AbstractGatewayFilterFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/// Tells account-service from which network someone signs in, and no more of the address; it counts codes by it.
@Component
class CallerNetworkGatewayFilterFactory extends AbstractGatewayFilterFactory<Object> {

    private static final String HEADER = "X-Caller-Network";

    CallerNetworkGatewayFilterFactory() {
        super(Object.class);
    }

    @Override
    public GatewayFilter apply(Object config) {
        return (exchange, chain) -> {
            ServerHttpRequest request = exchange.getRequest().mutate()
                    .headers(headers -> headers.set(HEADER, Callers.network(exchange.getRequest()))).build();
            return chain.filter(exchange.mutate().request(request).build());
        };
    }
}
