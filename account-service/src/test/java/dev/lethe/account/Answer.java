package dev.lethe.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;

import tools.jackson.databind.JsonNode;

/// An HTTP answer.
public record Answer(int status, JsonNode body) {

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
