package dev.lethe.test.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenApiTextTest {
    @Test
    void isTheSameForJsonAndYaml() {
        var json = """
                {"openapi":"3.1.0","paths":{"/v1/me":{"get":{"tags":["me"]}},"/v1/chats":{}},"info":{"title":"x"}}""";
        var yaml = """
                info: {title: x}
                openapi: 3.1.0
                paths:
                  /v1/chats: {}
                  /v1/me:
                    get:
                      tags: [me]
                """;

        assertThat(OpenApiText.of(json)).isEqualTo(OpenApiText.of(yaml)).contains("openapi: 3.1.0");
    }

    @Test
    void showsADifference() {
        assertThat(OpenApiText.of("{\"a\":1}")).isNotEqualTo(OpenApiText.of("{\"a\":2}"));
    }
}
