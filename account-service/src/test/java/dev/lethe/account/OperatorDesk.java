package dev.lethe.account;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.lethe.test.TestPeer;

/// An operator at the internal door.
public final class OperatorDesk {

    /// An invitation as it is shown once.
    public record Invitation(UUID id, String code, LocalDate expiresOn) {}

    private static final JsonMapper JSON = JsonMapper.shared();

    private final RestClient door;

    public OperatorDesk(Environment environment) {
        this("operator", environment);
    }

    public OperatorDesk(String name, Environment environment) {
        this.door = TestPeer.as("operator", name, environment);
    }

    public Answer call(String method, String path, Map<String, ?> body) {
        var request = door.method(HttpMethod.valueOf(method)).uri(path);
        if (!body.isEmpty()) {
            request.contentType(MediaType.APPLICATION_JSON).body(JSON.writeValueAsString(body));
        }
        var answer = request.retrieve().onStatus(HttpStatusCode::isError, (_, _) -> {
        }).toEntity(String.class);
        String text = answer.getBody();
        JsonNode json = JSON.readTree(text == null || text.isEmpty() ? "{}" : text);
        return new Answer(answer.getStatusCode().value(), json);
    }

    public Answer get(String path) {
        return call("GET", path, Map.of());
    }

    public Answer allows(String number) {
        return call("POST", "/internal/v1/admission/numbers", Map.of("number", number));
    }

    public Answer disallows(String number) {
        return call("POST", "/internal/v1/admission/numbers/removal", Map.of("number", number));
    }

    public Invitation invites(int uses, int days) {
        Answer made = call("POST", "/internal/v1/invitations", Map.of("uses", uses, "days", days)).expect(201);
        return new Invitation(UUID.fromString(made.text("id")), made.text("code"),
                LocalDate.parse(made.text("expiresOn")));
    }

    public Answer revokes(UUID invitation) {
        return call("DELETE", "/internal/v1/invitations/" + invitation, Map.of());
    }
}
