package dev.lethe.gateway.problem;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;

import tools.jackson.databind.json.JsonMapper;

import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/// Turns whatever ends a request early into a problem. Neither input nor exception text is answered or logged, and a caller
/// who goes away is no failure.
@Component
@Order(-2)
class ProblemHandler implements WebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
    private static final Duration AWAY = Duration.ofSeconds(2);

    private final JsonMapper json;

    ProblemHandler(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(failure);
        }
        Problem problem = problemOf(failure);
        allow(response, failure);
        return write(exchange, problem, problem.type().status() == 500 ? traced(failure) : null);
    }

    private Problem problemOf(Throwable failure) {
        return switch (failure) {
            case Problem problem -> problem;
            case ResponseStatusException status -> byStatus(status.getStatusCode().value());
            case InvalidMimeTypeException _ -> GatewayProblems.BAD_REQUEST.asProblem();
            case TimeoutException _ -> GatewayProblems.TIMEOUT.retryAfter(AWAY);
            case IOException _,AbortedException _ -> GatewayProblems.UNAVAILABLE.retryAfter(AWAY);
            default -> causeOf(failure);
        };
    }

    private Problem causeOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? GatewayProblems.INTERNAL.asProblem() : problemOf(cause);
    }

    private static Problem byStatus(int status) {
        return switch (status) {
            case 404 -> GatewayProblems.NOT_FOUND.asProblem();
            case 405 -> GatewayProblems.METHOD_NOT_ALLOWED.asProblem();
            case 406 -> GatewayProblems.NOT_ACCEPTABLE.asProblem();
            case 413 -> GatewayProblems.BODY_TOO_LARGE.asProblem();
            case 502, 503 -> GatewayProblems.UNAVAILABLE.retryAfter(AWAY);
            case 504 -> GatewayProblems.TIMEOUT.retryAfter(AWAY);
            default -> (status < 500 ? GatewayProblems.BAD_REQUEST : GatewayProblems.INTERNAL).asProblem();
        };
    }

    private static void allow(ServerHttpResponse response, Throwable failure) {
        if (failure instanceof MethodNotAllowedException refused) {
            response.getHeaders().setAllow(refused.getSupportedMethods());
        }
    }

    private static String traced(Throwable failure) {
        String traceId = UUID.randomUUID().toString();
        LOG.error("answered 500, trace {}: {}", traceId, FailureText.of(failure));
        return traceId;
    }

    private Mono<Void> write(ServerWebExchange exchange, Problem problem, @Nullable String traceId) {
        ServerHttpResponse response = exchange.getResponse();
        ProblemType type = problem.type();
        response.setStatusCode(HttpStatusCode.valueOf(type.status()));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().remove(HttpHeaders.CONTENT_LENGTH);
        if (problem.pause().isPositive()) {
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, problem.pause().toSeconds())));
        }
        if (HttpMethod.HEAD.equals(exchange.getRequest().getMethod())) {
            return response.setComplete();
        }
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(json.writeValueAsBytes(body(type, traceId)))));
    }

    private static Map<String, Object> body(ProblemType type, @Nullable String traceId) {
        Map<String, Object> body = type.document();
        if (traceId != null) {
            body.put("traceId", traceId);
        }
        return body;
    }
}
