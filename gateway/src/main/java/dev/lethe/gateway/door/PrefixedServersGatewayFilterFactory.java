package dev.lethe.gateway.door;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.filter.OrderedGatewayFilter;
import org.springframework.cloud.gateway.filter.factory.AbstractGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.rewrite.ModifyResponseBodyGatewayFilterFactory;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

/// Puts the prefix of a trusted proxy before the server of a document, so that what is tried out there goes through the
/// proxy as well.
@Component
class PrefixedServersGatewayFilterFactory extends AbstractGatewayFilterFactory<Object> {

    private static final String SERVERS = "\"servers\":[{\"url\":\"%s\"}]";

    private final ModifyResponseBodyGatewayFilterFactory bodies;

    PrefixedServersGatewayFilterFactory(ModifyResponseBodyGatewayFilterFactory bodies) {
        super(Object.class);
        this.bodies = bodies;
    }

    @Override
    public GatewayFilter apply(Object config) {
        GatewayFilter rewriting = bodies.apply(change -> change.setRewriteFunction(String.class, String.class,
                (exchange, document) -> Mono.justOrEmpty(document).map(text -> text.replace(SERVERS.formatted("/"),
                        SERVERS.formatted(ProxyFilter.prefix(exchange))))));
        // before the answer is written, as that filter itself would stand
        return new OrderedGatewayFilter((exchange, chain) -> ProxyFilter.prefix(exchange).isEmpty()
                ? chain.filter(exchange)
                : rewriting.filter(exchange, chain), NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER - 1);
    }
}
