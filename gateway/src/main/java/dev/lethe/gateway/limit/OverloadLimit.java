package dev.lethe.gateway.limit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import reactor.core.publisher.Mono;

import dev.lethe.gateway.problem.GatewayProblems;

/// Answers 503 to the API at once while the event loops come too late to their work, so that what they have taken is
/// passed on in time. Each loop looks at its own clock.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class OverloadLimit implements WebFilter, SmartLifecycle {

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final ReactorResourceFactory resources;
    private final List<Lateness> loops = new CopyOnWriteArrayList<>();
    private final List<ScheduledFuture<?>> looks = new CopyOnWriteArrayList<>();

    OverloadLimit(ReactorResourceFactory resources) {
        this.resources = resources;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return isOverloaded() && exchange.getRequest().getURI().getRawPath().startsWith("/v1/")
                ? Mono.error(GatewayProblems.UNAVAILABLE.retryAfter(PAUSE))
                : chain.filter(exchange);
    }

    private boolean isOverloaded() {
        for (Lateness loop : loops) {
            if (loop.isTooMuch()) {
                return true;
            }
        }
        return false;
    }

    private void watch(EventExecutor loop) {
        Lateness lateness = new Lateness();
        loops.add(lateness);
        looks.add(loop.scheduleWithFixedDelay(new Look(lateness), LOOK.toNanos(), LOOK.toNanos(),
                TimeUnit.NANOSECONDS));
    }

    @Override
    public void start() {
        resources.getLoopResources().onServer(true).forEach(this::watch);
    }

    @Override
    public void stop() {
        looks.forEach(look -> look.cancel(false));
        looks.clear();
        loops.clear();
    }

    @Override
    public boolean isRunning() { return !looks.isEmpty(); }

    private static final class Look implements Runnable {

        private final Lateness lateness;
        private long due = System.nanoTime() + LOOK.toNanos();

        Look(Lateness lateness) {
            this.lateness = lateness;
        }

        @Override
        public void run() {
            long now = System.nanoTime();
            lateness.note(Math.max(0, now - due));
            due = now + LOOK.toNanos();
        }
    }
}
