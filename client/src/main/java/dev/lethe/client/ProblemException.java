package dev.lethe.client;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An answer that is a problem (RFC 9457). Callers branch on `code()`.
public final class ProblemException extends RuntimeException {

    private final int status;
    private final String code;
    private final transient List<FieldError> errors;
    private final @Nullable Duration retryAfter;
    private final transient Exchange exchange;
    private final transient JsonNode problem;

    /// What is wrong with one field of the request.
    public record FieldError(String field, String message) {}

    private ProblemException(Exchange exchange, String code, String message, List<FieldError> errors,
            @Nullable Duration retryAfter, JsonNode problem) {
        super(message);
        this.status = exchange.status();
        this.code = code;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
        this.exchange = exchange;
        this.problem = problem;
    }

    static ProblemException of(Exchange exchange, String body, @Nullable Duration retryAfter) {
        JsonNode problem = parse(body);
        String code = problem.path("code").asString("http-" + exchange.status());
        List<FieldError> errors = problem.path("errors").valueStream()
                .map(error -> new FieldError(error.path("field").asString(""), error.path("message").asString("")))
                .toList();
        String message = "%d %s: %s%s".formatted(exchange.status(), code, problem.path("title").asString("no title"),
                problem.path("detail").isString() ? " (" + problem.path("detail").stringValue() + ")" : "");
        return new ProblemException(exchange, code, message, errors, retryAfter, problem);
    }

    private static JsonNode parse(String body) {
        try {
            return JsonMapper.shared().readTree(body.isBlank() ? "{}" : body);
        } catch (JacksonException _) {
            return JsonMapper.shared().createObjectNode();
        }
    }

    public int status() {
        return status;
    }

    /// The stable name of the problem, such as `not-found`.
    public String code() {
        return code;
    }

    public List<FieldError> errors() {
        return errors;
    }

    /// How long to wait before trying again, when the server said so.
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /// What a problem says beside its code, such as the `hint` of a password that is asked for; null if it does not.
    public @Nullable String text(String member) {
        return problem.path(member).isValueNode() ? problem.path(member).asString() : null;
    }

    /// What was asked and answered, without anything personal.
    public Exchange exchange() {
        return exchange;
    }
}
