package dev.lethe.gateway.limit;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Mono;

import dev.lethe.gateway.problem.GatewayProblems;

/// Counts each request but those of probes and answers 429 to those over a limit. Each answer says what is left.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class RequestLimit implements WebFilter {

    private static final Set<String> PROBES = Set.of("/livez", "/readyz");
    private static final List<String> SIGN_IN = List.of("/v1/sign-in/", "/v1/tokens", "/v1/device-links",
            "/v1/account/number-change");
    /// A device that waits to be let in asks once a second, and as many may wait in a network as can be linked there.
    private static final String LINK_POLL = "/v1/device-links/sessions";

    private final Allowance account;
    private final Allowance address;
    private final Allowance signIn;
    private final Allowance linkPoll;

    RequestLimit(LimitProperties limits) {
        this.account = new Allowance("account", limits.account().requests(), limits.account().window(),
                limits.remembered());
        this.address = new Allowance("address", limits.address().requests(), limits.address().window(),
                limits.remembered());
        this.signIn = new Allowance("sign-in", limits.signIn().requests(), limits.signIn().window(),
                limits.remembered());
        this.linkPoll = new Allowance("link-poll", limits.linkPoll().requests(), limits.linkPoll().window(),
                limits.remembered());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (PROBES.contains(exchange.getRequest().getURI().getRawPath())) {
            return chain.filter(exchange);
        }
        Allowance.Answer tightest = tightest(exchange.getRequest());
        exchange.getResponse().beforeCommit(() -> {
            tell(exchange.getResponse().getHeaders(), tightest);
            return Mono.empty();
        });
        return tightest.passes() ? chain.filter(exchange)
                : Mono.error(GatewayProblems.TOO_MANY_REQUESTS.retryAfter(tightest.pause().plusSeconds(1)));
    }

    private Allowance.Answer tightest(ServerHttpRequest request) {
        String from = Callers.address(request);
        @Nullable
        String subject = Callers.account(request);
        String path = request.getURI().getRawPath();
        Allowance.Answer answer = address.ask(from);
        if (path.equals(LINK_POLL)) {
            answer = answer.orTighter(linkPoll.ask(from));
        } else if (SIGN_IN.stream().anyMatch(path::startsWith)) {
            answer = answer.orTighter(signIn.ask(from));
        }
        return subject == null ? answer : answer.orTighter(account.ask(from + " " + subject));
    }

    private static void tell(HttpHeaders headers, Allowance.Answer answer) {
        headers.set("RateLimit-Policy", answer.policy());
        headers.set("RateLimit", answer.state());
    }
}
