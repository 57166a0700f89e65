package dev.lethe.gateway.door;

import java.util.concurrent.atomic.AtomicLong;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import dev.lethe.gateway.problem.GatewayProblems;

/// Refuses bodies that are larger than allowed, by their announced length, else while they pass. Nothing is kept.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 6)
class BodyLimit implements WebFilter {

    private final BodyProperties properties;

    BodyLimit(BodyProperties properties) {
        this.properties = properties;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        long allowed = properties.allowed(request.getURI().getRawPath());
        if (request.getHeaders().getContentLength() > allowed) {
            exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
            return Mono.error(GatewayProblems.BODY_TOO_LARGE.asProblem());
        }
        if (request.getHeaders().getContentLength() >= 0) {
            return chain.filter(exchange);
        }
        return chain.filter(exchange.mutate().request(new Counted(request, allowed)).build());
    }

    private static final class Counted extends ServerHttpRequestDecorator {

        private final long allowed;

        Counted(ServerHttpRequest request, long allowed) {
            super(request);
            this.allowed = allowed;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            AtomicLong passed = new AtomicLong();
            return super.getBody().handle((buffer, sink) -> {
                if (passed.addAndGet(buffer.readableByteCount()) <= allowed) {
                    sink.next(buffer);
                    return;
                }
                DataBufferUtils.release(buffer);
                sink.error(GatewayProblems.BODY_TOO_LARGE.asProblem());
            });
        }
    }
}
