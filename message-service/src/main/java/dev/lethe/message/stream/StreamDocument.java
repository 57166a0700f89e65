package dev.lethe.message.stream;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;

import dev.lethe.message.update.ResetReason;

/// Says in the document what the data of each event of the stream is. OpenAPI 3.1 knows no events, so the answer stays a text
/// for generated clients, and `x-events` names a schema for each event.
@Component
class StreamDocument implements GlobalOpenApiCustomizer {

    private static final String RESET = "StreamReset";
    private static final String HEARTBEAT = "StreamHeartbeat";
    private static final String REFERENCE = "#/components/schemas/";

    private final JsonMapper json;

    StreamDocument(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void customise(OpenAPI document) {
        document.getComponents().addSchemas(RESET, reset()).addSchemas(HEARTBEAT, heartbeat());
        var events = new TreeMap<>(Map.of("update", reference("Update"), "reset", reference(RESET), "heartbeat",
                reference(HEARTBEAT)));
        Optional.ofNullable(document.getPaths().get(StreamController.PATH)).map(PathItem::getGet)
                .map(call -> call.getResponses().get("200")).map(answer -> answer.getContent())
                .map(content -> content.get(MediaType.TEXT_EVENT_STREAM_VALUE)).orElseThrow()
                .addExtension("x-events", events);
    }

    private Schema<?> reset() {
        List<String> reasons = Arrays.stream(ResetReason.values()).map(it -> json.convertValue(it, String.class))
                .toList();
        var reset = new ObjectSchema();
        reset.addProperty("reason", new StringSchema()._enum(reasons));
        reset.setRequired(List.of("reason"));
        reset.setDescription("Data of `reset`: forget what you have and read your chats anew; the stream goes on.");
        return reset;
    }

    private static Schema<?> heartbeat() {
        return new ObjectSchema().description("Data of `heartbeat`: nothing; its id is where you stand.");
    }

    private static Map<String, String> reference(String schema) {
        return Map.of("$ref", REFERENCE + schema);
    }
}
