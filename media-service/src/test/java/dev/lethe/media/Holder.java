package dev.lethe.media;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.RestClient;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.lethe.test.TestSubjects;
import dev.lethe.test.Tokens;

/// An account with keys and a token, calling the service over HTTP.
public final class Holder {
    public final UUID id = UUID.randomUUID();
    private final String token = Tokens.of(id, UUID.randomUUID());
    private final RestClient http;

    public Holder(Environment environment, TestSubjects subjects) {
        subjects.create(id);
        this.http = RestClient.builder()
                .baseUrl("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"))
                .defaultStatusHandler(status -> true, (request, response) -> {}).build();
    }

    /// What came back.
    public record Answer(int status, HttpHeaders headers, byte[] body) {
        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        public String header(String name) {
            return String.valueOf(headers.getFirst(name));
        }
    }

    public UUID upload(byte[] bytes) {
        var answer = upload(bytes, "image/jpeg", "attachment; filename*=UTF-8''cat.jpg");
        return UUID.fromString(answer.json().path("id").asString());
    }

    public Answer upload(byte[] bytes, String type, String disposition) {
        return call(HttpMethod.POST, "/v1/files", Map.of("Content-Type", type, "Content-Disposition", disposition),
                bytes);
    }

    public Answer upload(String query, byte[] bytes) {
        return call(HttpMethod.POST, "/v1/files" + query, Map.of("Content-Type", "application/octet-stream"), bytes);
    }

    public Answer download(UUID file) {
        return call(HttpMethod.GET, "/v1/files/" + file, Map.of(), null);
    }

    public Answer download(UUID file, String range) {
        return call(HttpMethod.GET, "/v1/files/" + file, Map.of("Range", range), null);
    }

    public Answer head(UUID file) {
        return call(HttpMethod.HEAD, "/v1/files/" + file, Map.of(), null);
    }

    public Answer delete(UUID file) {
        return call(HttpMethod.DELETE, "/v1/files/" + file, Map.of(), null);
    }

    public Answer call(HttpMethod method, String path, Map<String, String> headers, byte @Nullable [] body) {
        var all = new HashMap<>(headers);
        all.put("Authorization", "Bearer " + token);
        var request = http.method(method).uri(path).headers(to -> all.forEach(to::set));
        if (body != null) {
            request.body(body);
        }
        return request.exchange((sent, response) -> new Answer(response.getStatusCode().value(), response.getHeaders(),
                response.getBody().readAllBytes()));
    }
}
