package dev.lethe.endtoend.gate;

import java.util.List;
import java.util.Locale;

import tools.jackson.databind.JsonNode;

/// One call of the API, as its document tells it.
///
/// @param isOpen   whether it needs no token
/// @param bodyType media type of its body; empty without one
/// @param body     schema of its body; missing without one
/// @param document all of the document in which it stands
record Operation(String service, String id, String method, String path, boolean isOpen, List<Parameter> parameters,
        String bodyType, JsonNode body, JsonNode responses, JsonNode document) {

    /// @param place `path`, `query` or `header`
    record Parameter(String name, String place, JsonNode schema) {}

    List<Parameter> parametersIn(String place) {
        return parameters.stream().filter(it -> it.place().equals(place)).toList();
    }

    boolean hasBody() {
        return !bodyType.isEmpty();
    }

    /// Whether its body is JSON with fields that the document names.
    boolean hasForm() {
        return bodyType.equals("application/json") && resolved(body).path("type").asString("").equals("object");
    }

    /// What a schema refers to, else itself.
    JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : resolved(document.at(reference.substring(1)));
    }

    /// What the document says of an answer with this status; missing if nothing.
    JsonNode response(int status) {
        return resolved(responses.path(Integer.toString(status)));
    }

    @Override
    public String toString() {
        return method.toUpperCase(Locale.ROOT) + " " + path;
    }
}
