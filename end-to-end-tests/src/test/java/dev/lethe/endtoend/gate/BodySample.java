package dev.lethe.endtoend.gate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Bodies of the form that a document asks for: one for each field, with a canary there and something good elsewhere.
record BodySample(Map<String, Object> document, Supplier<String> canary) {

    private static final int DEEPEST = 6;

    /// JSON by the field that holds the canary.
    @SuppressWarnings("unchecked")
    Map<String, String> of(Map<String, Object> body) {
        Map<String, Object> content = map(body, "content");
        if (!(content.get("application/json") instanceof Map<?, ?> json)
                || !(json.get("schema") instanceof Map<?, ?> schema)) {
            return Map.of();
        }
        Map<String, Object> resolved = resolved((Map<String, Object>) schema);
        Map<String, String> samples = new LinkedHashMap<>();
        samples.put("", good(resolved, 0));
        Map<String, Object> properties = (Map<String, Object>) resolved.getOrDefault("properties", Map.of());
        properties.forEach((name, _) -> {
            samples.put(name, object(properties, name, "\"" + canary.get() + "\"", 0));
            samples.put(name + " in a list", object(properties, name, "[{\"" + canary.get() + "\":1}]", 0));
            samples.put(name + " with half a surrogate",
                    object(properties, name, "\"" + canary.get() + "\\ud800\\u0000\\u202e\"", 0));
        });
        return samples;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> of, String name) {
        return (Map<String, Object>) Objects.requireNonNull(of.get(name));
    }

    private Map<String, Object> resolved(Map<String, Object> schema) {
        if (!(schema.get("$ref") instanceof String reference)) {
            return schema;
        }
        return resolved(map(map(map(document, "components"), "schemas"),
                reference.substring(reference.lastIndexOf('/') + 1)));
    }

    private String object(Map<String, Object> properties, String marked, String value, int depth) {
        return properties.keySet().stream()
                .map(name -> "\"" + name + "\":" + (name.equals(marked) ? value : property(properties, name, depth)))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String property(Map<String, Object> properties, String name, int depth) {
        return good(resolved(map(properties, name)), depth + 1);
    }

    @SuppressWarnings("unchecked")
    private String good(Map<String, Object> schema, int depth) {
        if (depth > DEEPEST) {
            return "null";
        }
        if (schema.get("enum") instanceof List<?> values) {
            return "\"" + values.getFirst() + "\"";
        }
        return switch (String.valueOf(schema.get("type"))) {
            case "object" -> object((Map<String, Object>) schema.getOrDefault("properties", Map.of()), "", "", depth);
            case "array" -> "[" + good(resolved(map(schema, "items")), depth + 1) + "]";
            case "integer", "number" -> "1";
            case "boolean" -> "true";
            default -> text(String.valueOf(schema.get("format")));
        };
    }

    private String text(String format) {
        return switch (format) {
            case "uuid" -> "\"" + UUID.randomUUID() + "\"";
            case "date-time" -> "\"2030-01-01T00:00:00Z\"";
            default -> "\"" + canary.get() + "\"";
        };
    }
}
