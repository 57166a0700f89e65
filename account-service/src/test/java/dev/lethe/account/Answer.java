package dev.lethe.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import tools.jackson.databind.JsonNode;

import dev.lethe.test.Eventually;

/// An HTTP answer.
public record Answer(int status, JsonNode body) {

    /// Asks again where no connection was free, or the service does not serve yet, which decides nothing: 503.
    public static Answer atLast(Supplier<Answer> question) {
        var answer = new AtomicReference<>(question.get());
        if (answer.get().status() == 503) {
            Eventually.eventually(Duration.ofMinutes(1), () -> {
                answer.set(question.get());
                assertThat(answer.get().status()).isNotEqualTo(503);
            });
        }
        return answer.get();
    }

    public String text(String field) {
        return Objects.requireNonNull(body.get(field), () -> "no " + field + " in " + body).asString();
    }

    public int number(String field) {
        return Objects.requireNonNull(body.get(field), () -> "no " + field + " in " + body).asInt();
    }

    public Answer expect(int expected) {
        assertThat(status).as(body.toString()).isEqualTo(expected);
        return this;
    }

    /// Expects a problem with this status and code.
    public void expect(int expected, String code) {
        assertThat(status + " " + body.path("code").asString("")).isEqualTo(expected + " " + code);
    }
}
