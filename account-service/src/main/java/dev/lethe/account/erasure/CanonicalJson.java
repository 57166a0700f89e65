package dev.lethe.account.erasure;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// JSON in its one canonical form (RFC 8785), for what a receipt needs: objects, arrays, texts, whole numbers, booleans.
final class CanonicalJson {

    private CanonicalJson() {
    }

    static String write(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> object -> object(object);
            case List<?> array -> array.stream().map(CanonicalJson::write).collect(Collectors.joining(",", "[", "]"));
            case String text -> quote(text);
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case Boolean bool -> bool.toString();
            default -> throw new IllegalArgumentException("not JSON: " + value.getClass().getName());
        };
    }

    /// Members in the order of their names' UTF-16 code units, which is how Java compares strings.
    private static String object(Map<?, ?> members) {
        TreeMap<String, Object> sorted = new TreeMap<>();
        members.forEach((name, value) -> sorted.put((String) name, value));
        return sorted.entrySet().stream().map(it -> quote(it.getKey()) + ":" + write(it.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quote(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\b' -> quoted.append("\\b");
                case '\t' -> quoted.append("\\t");
                case '\n' -> quoted.append("\\n");
                case '\f' -> quoted.append("\\f");
                case '\r' -> quoted.append("\\r");
                default -> quoted.append(c < 0x20 ? "\\u%04x".formatted(c) : String.valueOf((char) c));
            }
        });
        return quoted.append('"').toString();
    }
}
