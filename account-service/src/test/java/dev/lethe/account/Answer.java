package dev.lethe.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;

import tools.jackson.databind.JsonNode;

/// An HTTP answer.
record Answer(int status, JsonNode body) {

    String text(String field) {
        return Objects.requireNonNull(body.get(field), () -> "no " + field + " in " + body).asString();
    }

    int number(String field) {
        return Objects.requireNonNull(body.get(field), () -> "no " + field + " in " + body).asInt();
    }

    Answer expect(int expected) {
        assertThat(status).as(body.toString()).isEqualTo(expected);
        return this;
    }

    /// Expects a problem with this status and code.
    void expect(int expected, String code) {
        assertThat(status + " " + body.path("code").asString("")).isEqualTo(expected + " " + code);
    }
}
