package dev.lethe.client.receipt;

import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The one way to write a JSON value (RFC 8785): members in UTF-16 order, no space, shortest escapes.
///
/// Numbers are whole and exact in a double, as in every receipt; others are refused rather than rounded.
final class CanonicalJson {

    private static final long EXACT = 1L << 53;

    private CanonicalJson() {
    }

    static String of(JsonNode value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    private static void write(JsonNode value, StringBuilder text) {
        switch (value.getNodeType()) {
            case OBJECT -> object((ObjectNode) value, text);
            case ARRAY -> array(value, text);
            case STRING -> string(value.stringValue(), text);
            case NUMBER -> text.append(whole(value));
            case BOOLEAN -> text.append(value.booleanValue());
            case NULL -> text.append("null");
            default -> throw new IllegalArgumentException("not a JSON value: " + value.getNodeType());
        }
    }

    private static void object(ObjectNode object, StringBuilder text) {
        TreeMap<String, JsonNode> members = new TreeMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        char separator = '{';
        for (var member : members.entrySet()) {
            text.append(separator);
            string(member.getKey(), text);
            text.append(':');
            write(member.getValue(), text);
            separator = ',';
        }
        text.append(members.isEmpty() ? "{}" : "}");
    }

    private static void array(JsonNode array, StringBuilder text) {
        char separator = '[';
        for (JsonNode element : array) {
            text.append(separator);
            write(element, text);
            separator = ',';
        }
        text.append(array.isEmpty() ? "[]" : "]");
    }

    private static long whole(JsonNode number) {
        if (!number.isIntegralNumber() || !number.canConvertToLong() || Math.abs(number.longValue()) > EXACT) {
            throw new IllegalArgumentException("not a whole number that a double holds exactly");
        }
        return number.longValue();
    }

    private static void string(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            character(value.charAt(i), text);
        }
        text.append('"');
    }

    private static void character(char character, StringBuilder text) {
        switch (character) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\b' -> text.append("\\b");
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\f' -> text.append("\\f");
            case '\r' -> text.append("\\r");
            default -> text.append(character < ' ' ? "\\u%04x".formatted((int) character) : String.valueOf(character));
        }
    }
}
