package dev.lethe.endtoend.gate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON as a schema allows it, or with one place that is not.
final class JsonSamples {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int DEEPEST = 6;

    private final Operation operation;
    private final Dice dice;
    private final Words words;
    private final OddValues odd;
    private int met;
    private int spoilt;

    JsonSamples(Operation operation, Dice dice, Words words) {
        this.operation = operation;
        this.dice = dice;
        this.words = words;
        this.odd = new OddValues(dice, words.canary());
    }

    String good(JsonNode schema) {
        met = 0;
        spoilt = -1;
        return value("", schema, 0);
    }

    String spoilt(JsonNode schema) {
        good(schema);
        spoilt = dice.below(met);
        met = 0;
        return value("", schema, 0);
    }

    private String value(String name, JsonNode reference, int depth) {
        JsonNode schema = operation.resolved(reference);
        boolean isSpoilt = met++ == spoilt;
        if (schema.path("type").asString("").equals("object") && depth < DEEPEST) {
            return object(schema, isSpoilt, depth);
        }
        if (isSpoilt) {
            return odd.of(schema);
        }
        if (schema.path("enum").isArray()) {
            return JSON.writeValueAsString(dice.pick(List.copyOf(schema.path("enum").values())));
        }
        return switch (schema.path("type").asString("")) {
            case "array" -> array(name, schema, depth);
            case "integer", "number" -> number(schema);
            case "boolean" -> Boolean.toString(dice.oneIn(2));
            default -> JSON.writeValueAsString(words.of(name, schema));
        };
    }

    private String number(JsonNode schema) {
        if (schema.has("example") && dice.oneIn(2)) {
            return schema.path("example").asString();
        }
        return Long.toString(dice.between(schema.path("minimum").asLong(0), schema.path("maximum").asLong(100) + 1));
    }

    private String array(String name, JsonNode schema, int depth) {
        int least = schema.path("minItems").asInt(0);
        int many = (int) dice.between(least, least + 4L);
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            elements.add(value(name, schema.path("items"), depth + 1));
        }
        return (schema.path("uniqueItems").asBoolean(false) ? elements.stream().distinct() : elements.stream())
                .collect(Collectors.joining(",", "[", "]"));
    }

    private String object(JsonNode schema, boolean isSpoilt, int depth) {
        List<String> entries = new ArrayList<>();
        Set<String> required = schema.path("required").valueStream().map(JsonNode::asString)
                .collect(Collectors.toSet());
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (required.contains(property.getKey()) || dice.oneIn(2)) {
                entries.add(
                        "\"" + property.getKey() + "\":" + value(property.getKey(), property.getValue(), depth + 1));
            }
        }
        JsonNode others = schema.path("additionalProperties");
        if (others.isObject() && !others.isEmpty()) {
            entries.add("\"photos/" + words.digits(4) + ".jpg\":" + value("", others, depth + 1));
        }
        return isSpoilt ? spoilt(entries) : String.join(",", entries).transform(all -> "{" + all + "}");
    }

    private String spoilt(List<String> entries) {
        List<String> all = new ArrayList<>(entries);
        Collections.rotate(all, dice.below(all.size() + 1));
        String surplus = "\"" + words.canary() + "\":\"" + words.canary() + "\"";
        switch (dice.below(6)) {
            case 0 -> all.add(surplus);
            case 1 -> all.add("\"" + words.canary().repeat(300) + "\u202e\":null");
            case 2 -> all.addAll(entries.subList(0, Math.min(1, entries.size())));
            case 3 -> all.add("\"__proto__\":{\"" + words.canary() + "\":1},\"@type\":\"" + words.canary() + "\"");
            case 4 -> all.removeAll(all.subList(0, Math.min(1, all.size())));
            default -> {
                return odd.of(operation.body());
            }
        }
        return "{" + String.join(",", all) + "}";
    }
}
