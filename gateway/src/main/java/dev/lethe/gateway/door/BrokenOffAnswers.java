package dev.lethe.gateway.door;

import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.util.AttributeKey;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientState;
import reactor.netty.http.server.HttpServerResponse;

/// Breaks an answer off once the gateway hears that its service did, such as at the end of a session: what was kept for a caller who
/// reads slowly goes with it, instead of running out to them. The end comes behind what is on its way from the service.
@Component
class BrokenOffAnswers implements GlobalFilter, Ordered, HttpClientCustomizer {

    private static final AttributeKey<Answer> ANSWER = AttributeKey.valueOf(BrokenOffAnswers.class, "answer");

    /// Bytes of an answer that may be on their way from a service: few, for they run out to whoever reads slowly before the end of
    /// their session is heard of, and enough for 250 MB a second over a network of a millisecond.
    private static final int ON_THEIR_WAY = 256 * 1024;

    private record Answer(ServerHttpResponse response, Channel caller) {}

    @Override
    public HttpClient customize(HttpClient services) {
        return services.option(ChannelOption.SO_RCVBUF, ON_THEIR_WAY).observe((service, state) -> {
            if (state == HttpClientState.RESPONSE_INCOMPLETE) {
                breakOff(service.channel().attr(ANSWER).getAndSet(null));
            } else if (state == HttpClientState.REQUEST_PREPARED || state == HttpClientState.RESPONSE_COMPLETED) {
                // the connection is another caller's next
                service.channel().attr(ANSWER).set(null);
            }
        });
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return chain.filter(exchange).doOnSuccess(_ -> connect(exchange));
    }

    private static void connect(ServerWebExchange exchange) {
        Connection service = exchange.getAttribute(ServerWebExchangeUtils.CLIENT_RESPONSE_CONN_ATTR);
        if (service != null) {
            ServerHttpResponse response = exchange.getResponse();
            HttpServerResponse caller = ServerHttpResponseDecorator.getNativeResponse(response);
            caller.withConnection(
                    connection -> service.channel().attr(ANSWER).set(new Answer(response, connection.channel())));
        }
    }

    /// What has not begun for the caller can still be answered with a problem.
    private static void breakOff(@Nullable Answer answer) {
        if (answer != null && answer.response().isCommitted()) {
            answer.caller().eventLoop().execute(() -> SlowReaders.reset(answer.caller()));
        }
    }

    /// Between the head of the service's answer and the writing of its body.
    @Override
    public int getOrder() { return NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER + 1; }
}
