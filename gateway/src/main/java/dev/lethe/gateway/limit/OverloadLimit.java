package dev.lethe.gateway.limit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
class OverloadLimit implements WebFilter, SmartLifecycle {

    private static final Duration LOOK = Duration.ofMillis(50);
    /// Whoever ends an account is not turned away, however many do so at once.
    private static final String ENDING = "/v1/me/deletion/confirmation";
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration SILENCE = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(OverloadLimit.class);

    private final ReactorResourceFactory resources;
    private final Duration lateness;
    private final List<Lateness> loops = new CopyOnWriteArrayList<>();
    private final List<ScheduledFuture<?>> looks = new CopyOnWriteArrayList<>();

    OverloadLimit(ReactorResourceFactory resources, LimitProperties limits) {
        this.resources = resources;
        this.lateness = limits.lateness();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getURI().getRawPath();
        return isOverloaded() && path.startsWith("/v1/") && !path.equals(ENDING)
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
        Lateness late = new Lateness(lateness);
        loops.add(late);
        looks.add(loop.scheduleWithFixedDelay(new Look(late), LOOK.toNanos(), LOOK.toNanos(),
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
        private boolean hasTold;
        private long toldAt;

        Look(Lateness lateness) {
            this.lateness = lateness;
        }

        @Override
        public void run() {
            long now = System.nanoTime();
            lateness.note(Math.max(0, now - due));
            due = now + LOOK.toNanos();
            // an operator sees that it happens, not each time
            if (lateness.isTooMuch() && (!hasTold || now - toldAt > SILENCE.toNanos())) {
                hasTold = true;
                toldAt = now;
                LOG.warn("requests are turned away, for an event loop comes too late to its work");
            }
        }
    }
}
