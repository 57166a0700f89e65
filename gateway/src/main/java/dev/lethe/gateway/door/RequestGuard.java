package dev.lethe.gateway.door;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Mono;

import dev.lethe.gateway.problem.GatewayProblems;

/// Lets only plain paths and known methods in, and takes away what a caller may not claim about itself.
///
/// Paths of the API are ASCII without dot segments and without percent-encoding. Others could be read one way by a route and another way by
/// the service behind it, and so reach what is not routed.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class RequestGuard implements WebFilter {

    // Possessive, so that it neither backtracks nor recurses, however many segments there are.
    private static final Pattern PLAIN = Pattern.compile("(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*+)*+/?");
    // It would tell of pages only.
    private static final String OWN_DOCUMENT = "/docs/gateway";
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST,
            HttpMethod.PUT, HttpMethod.PATCH,
            HttpMethod.DELETE, HttpMethod.OPTIONS);
    /// What accepts more than so many forms or languages is no client's; frameworks fail over it.
    private static final int MOST_ACCEPTED = 30;
    private static final List<String> ACCEPTING = List.of(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_LANGUAGE,
            HttpHeaders.ACCEPT_CHARSET, HttpHeaders.ACCEPT_ENCODING);
    private static final Set<String> CLAIMS = Set.of("forwarded", "x-real-ip", "x-client-ip", "true-client-ip",
            "x-original-url", "x-rewrite-url",
            "x-http-method-override", "cookie", "expect");
    private static final List<String> KINDS = List.of("x-forwarded-", "x-user-", "x-account-", "x-caller-", "x-lethe-",
            "x-remote-");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (!METHODS.contains(request.getMethod())) {
            return Mono.error(new MethodNotAllowedException(request.getMethod(), METHODS));
        }
        String path = request.getURI().getRawPath();
        if (!PLAIN.matcher(path).matches() || path.equals(OWN_DOCUMENT)) {
            return Mono.error(GatewayProblems.NOT_FOUND.asProblem());
        }
        if (expectsTooMuch(request.getHeaders())) {
            return Mono.error(GatewayProblems.EXPECTATION_FAILED.asProblem());
        }
        if (acceptsTooMuch(request.getHeaders())) {
            return Mono.error(GatewayProblems.HEAD_TOO_LARGE.asProblem());
        }
        List<String> claims = claims(request.getHeaders());
        if (claims.isEmpty()) {
            return chain.filter(exchange);
        }
        return chain.filter(
                exchange.mutate().request(plain -> plain.headers(headers -> claims.forEach(headers::remove))).build());
    }

    // What is expected is told here, as soon as the body is wanted; a service would refuse it, and hang up.
    private static boolean expectsTooMuch(HttpHeaders headers) {
        return headers.getOrDefault(HttpHeaders.EXPECT, List.of()).stream()
                .anyMatch(expected -> !expected.equalsIgnoreCase("100-continue"));
    }

    private static boolean acceptsTooMuch(HttpHeaders headers) {
        return ACCEPTING.stream().anyMatch(name -> entries(headers.getOrDefault(name, List.of())) > MOST_ACCEPTED);
    }

    private static long entries(List<String> values) {
        return values.stream().mapToLong(value -> 1 + value.chars().filter(it -> it == ',').count()).sum();
    }

    private static List<String> claims(HttpHeaders headers) {
        List<String> claims = new ArrayList<>(0);
        for (String name : headers.headerNames()) {
            if (mayBeClaim(name) && isClaim(name)) {
                claims.add(name);
            }
        }
        return claims;
    }

    // Spares most headers the work; these are the first letters of all claims.
    private static boolean mayBeClaim(String header) {
        return !header.isEmpty() && "xXfFtTcCeE".indexOf(header.charAt(0)) >= 0;
    }

    private static boolean isClaim(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return CLAIMS.contains(name) || KINDS.stream().anyMatch(name::startsWith);
    }
}
