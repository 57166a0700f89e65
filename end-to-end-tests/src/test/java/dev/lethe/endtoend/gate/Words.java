package dev.lethe.endtoend.gate;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

import dev.lethe.endtoend.gate.Learned.Kind;

/// Texts that a schema allows, with a canary in each that holds words.
record Words(Dice dice, Learned learned, String canary) {

    private static final Pattern DIGITS = Pattern.compile("\\[0-9]\\{(\\d+)(?:,(\\d+))?}");
    private static final Pattern CHOICES = Pattern.compile("[a-z]+(\\|[a-z]+)+");
    private static final Set<String> CURSORS = Set.of("cursor", "after", "before", "Last-Event-ID");
    private static final Set<String> MESSAGES = Set.of("messageId", "replyTo", "around", "upTo", "ids");
    private static final List<String> MOMENTS = List.of("2030-01-01T00:00:00Z", "2020-02-29T23:59:59.999999999Z",
            "2026-11-30T12:00:00+14:00", "1970-01-01T00:00:00Z");
    private static final List<String> FILLINGS = List.of("é", "日本", "\uD83D\uDC08", "a b", "ß", "-",
            "\u0E44\u0E17\u0E22");

    /// A text for the field or parameter of this name.
    String of(String name, JsonNode schema) {
        return switch (schema.path("format").asString("")) {
            case "uuid" -> known(Kind.ID, 3, UUID.nameUUIDFromBytes(dice.bytes(8)).toString());
            case "date-time" -> dice.pick(MOMENTS);
            case "date" -> "2026-11-30";
            default -> byName(name, schema);
        };
    }

    private String byName(String name, JsonNode schema) {
        String pattern = schema.path("pattern").asString("");
        if (MESSAGES.contains(name)) {
            return known(Kind.MESSAGE, 3, digits(18));
        }
        if (CHOICES.matcher(pattern).matches()) {
            return dice.pick(List.of(pattern.split("\\|")));
        }
        Matcher digits = DIGITS.matcher(pattern);
        if (digits.matches()) {
            return digits(Integer.parseInt(digits.group(2) == null ? digits.group(1) : digits.group(2)));
        }
        if (CURSORS.contains(name)) {
            return known(Kind.CURSOR, 3, words(schema));
        }
        return switch (name) {
            case "number" -> "+4917699" + digits(6);
            case "requestId" -> known(Kind.REQUEST, 3, words(schema));
            case "code" -> known(Kind.CODE, 2, words(schema));
            default -> words(schema);
        };
    }

    private String known(Kind kind, int of, String other) {
        return dice.oneIn(of) ? other : learned.any(kind, dice).orElse(other);
    }

    String digits(int many) {
        StringBuilder digits = new StringBuilder(many);
        while (digits.length() < many) {
            digits.append(dice.below(10));
        }
        return digits.toString();
    }

    private String words(JsonNode schema) {
        String example = schema.path("example").asString("");
        if (!example.isEmpty() && dice.oneIn(3)) {
            return example;
        }
        int most = schema.path("maxLength").asInt(200);
        int length = (int) dice.between(Math.min(canary.length(), most), Math.min(most, 400) + 1L);
        StringBuilder words = new StringBuilder(canary);
        while (words.codePointCount(0, words.length()) < length) {
            words.append(dice.pick(FILLINGS));
        }
        return words.substring(0, words.offsetByCodePoints(0, Math.min(length, most)));
    }
}
