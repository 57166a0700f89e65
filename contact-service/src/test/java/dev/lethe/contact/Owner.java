package dev.lethe.contact;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.lethe.test.TestSubjects;
import dev.lethe.test.Tokens;

/// An account with keys and a token, calling the service over HTTP.
public final class Owner {
    public final UUID id = UUID.randomUUID();
    private final String token;
    private final RestClient http;

    public Owner(Environment environment, TestSubjects subjects) {
        this(environment, subjects, Clock.systemUTC().instant());
    }

    public Owner(Environment environment, TestSubjects subjects, Instant signedInAt) {
        token = Tokens.of(id, UUID.randomUUID(), signedInAt);
        subjects.create(id);
        this.http = RestClient.builder()
                .baseUrl("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"))
                .defaultStatusHandler(status -> true, (request, response) -> {}).build();
    }

    /// What came back.
    public record Answer(int status, JsonNode body, String retryAfter) {
        public String code() {
            return body.path("code").asString("");
        }
    }

    public Answer get(String path) {
        return call(HttpMethod.GET, path, null);
    }

    public Answer put(String path) {
        return call(HttpMethod.PUT, path, null);
    }

    public Answer put(String path, Object body) {
        return call(HttpMethod.PUT, path, body);
    }

    public Answer delete(String path) {
        return call(HttpMethod.DELETE, path, null);
    }

    public Answer post(String path, Object body) {
        return call(HttpMethod.POST, path, body);
    }

    public Answer sync(List<Map<String, String>> contacts) {
        return post("/v1/contacts/sync", Map.of("contacts", contacts));
    }

    public static Map<String, String> person(String number, String firstName, String lastName) {
        return Map.of("number", number, "firstName", firstName, "lastName", lastName);
    }

    private Answer call(HttpMethod method, String path, @org.jspecify.annotations.Nullable Object body) {
        var request = http.method(method).uri(path).header("Authorization", "Bearer " + token);
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body);
        }
        var answer = request.retrieve().toEntity(new ParameterizedTypeReference<byte[]>() {});
        var bytes = answer.getBody();
        return new Answer(answer.getStatusCode().value(),
                JsonMapper.shared()
                        .readTree(bytes == null || bytes.length == 0
                                ? "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8) : bytes),
                String.valueOf(answer.getHeaders().getFirst("Retry-After")));
    }
}
