package dev.lethe.gateway.door;

import java.io.IOException;
import java.net.ConnectException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import reactor.util.retry.Retry;

/// Asks again, at most twice, when the connection to a service turned out to be closed: always for what only reads, else only as long as
/// nothing of the body was sent. So what makes a service close a connection costs no other caller its request.
@Component
class FreshConnection implements GlobalFilter, Ordered {

    private static final int AGAIN = 2;
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        AtomicBoolean sent = new AtomicBoolean();
        boolean reads = READS.contains(exchange.getRequest().getMethod());
        ServerWebExchange watched = reads ? exchange : watched(exchange, sent);
        return Mono.defer(() -> chain.filter(watched))
                .retryWhen(Retry.max(AGAIN).filter(failure -> isClosed(failure) && !sent.get())
                        .doBeforeRetry(
                                _ -> exchange.getAttributes()
                                        .remove(ServerWebExchangeUtils.GATEWAY_ALREADY_ROUTED_ATTR))
                        .onRetryExhaustedThrow((_, last) -> last.failure()));
    }

    private static ServerWebExchange watched(ServerWebExchange exchange, AtomicBoolean sent) {
        return exchange.mutate().request(new ServerHttpRequestDecorator(exchange.getRequest()) {
            @Override
            public Flux<DataBuffer> getBody() {
                return Flux.defer(() -> {
                    sent.set(true);
                    return super.getBody();
                });
            }
        }).build();
    }

    private static boolean isClosed(Throwable failure) {
        return failure instanceof AbortedException
                || (failure instanceof IOException && !(failure instanceof ConnectException));
    }

    /// Around the request alone: once there is an answer, it stays.
    @Override
    public int getOrder() { return NettyRoutingFilter.ORDER - 1; }
}
