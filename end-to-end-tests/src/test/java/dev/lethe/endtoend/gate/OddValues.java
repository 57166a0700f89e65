package dev.lethe.endtoend.gate;

import java.util.List;

import tools.jackson.databind.JsonNode;

/// JSON values that a schema does not allow, or hardly.
record OddValues(Dice dice, String canary) {

    private static final List<String> NUMBERS = List.of("0", "-1", "-0", "2147483648", "-2147483649",
            "9223372036854775807", "9223372036854775808", "1.5", "1e400", "1E2", "01", "NaN", "0x10", "1_000", "٣",
            "99999999999999999999999999999999999999999");
    private static final List<String> MOMENTS = List.of("2026-13-01T00:00:00Z", "+10000-01-01T00:00:00Z",
            "-0001-01-01T00:00:00Z", "0000-01-01T00:00:00Z", "2026-11-30T12:00:00", "2026-11-30T24:00:00Z",
            "2026-11-30T23:59:60Z", "2026-02-30T00:00:00Z", "-999999999-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59.999999999Z", "2026-11-30", "1796051418", "2026-11-30t12:00:00z");
    private static final List<String> IDS = List.of("00000000-0000-0000-0000-000000000000", "1-1-1-1-1",
            "{00000000-0000-4000-8000-000000000001}", "ffffffff-ffff-ffff-ffff-ffffffffffff", "0-0-0-0-0",
            "00000000000040008000000000000001", "00000000-0000-4000-8000-00000000000g");

    String of(JsonNode schema) {
        return dice.oneIn(3) ? otherType() : nearly(schema);
    }

    private String otherType() {
        return dice.pick(List.of("null", "true", "12", "[]", "{}", "\"" + canary + "\"", "[\"" + canary + "\"]",
                "{\"" + canary + "\":\"" + canary + "\"}", "1.5", "[[[]]]", "\"\"", "[".repeat(700) + "]".repeat(700)));
    }

    private String nearly(JsonNode schema) {
        return switch (schema.path("type").asString("")) {
            case "integer", "number" -> number(schema);
            case "boolean" -> dice.pick(List.of("\"true\"", "TRUE", "1", "null", "\"yes\"", "0"));
            case "array" -> dice.pick(List.of("[]", "[" + "null,".repeat(1_200) + "null]", "[null]", "[[]]", "{}"));
            case "string" -> "\"" + text(schema) + "\"";
            default -> otherType();
        };
    }

    private String number(JsonNode schema) {
        return dice.pick(List.of(Long.toString(schema.path("maximum").asLong(Integer.MAX_VALUE) + 1),
                Long.toString(schema.path("minimum").asLong(0) - 1), dice.pick(NUMBERS), dice.pick(NUMBERS),
                "\"" + dice.below(100) + "\""));
    }

    /// A text as it stands between quotation marks.
    String text(JsonNode schema) {
        String format = schema.path("format").asString("");
        if (format.equals("uuid") && !dice.oneIn(3)) {
            return dice.pick(IDS);
        }
        if (format.startsWith("date") && !dice.oneIn(3)) {
            return dice.pick(MOMENTS);
        }
        return dice.pick(List.of("", " ", tooLong(schema), canary + "\\u0000", canary + "\\ud800", "\\udc00" + canary,
                canary + "\\u202e", canary + "\u0007", canary + "\\u0085\\u2028", canary + "\\q", canary + "\\u12",
                "\uFEFF" + canary, canary + "\\uffff", "%00" + canary, "../" + canary, "' or 1=1 --" + canary,
                canary + "\\r\\nX: 1", "${jndi:" + canary + "}"));
    }

    private String tooLong(JsonNode schema) {
        int most = schema.path("maxLength").asInt(5_000);
        return canary + "\uD83D\uDC08".repeat(Math.max(0, most - canary.length()) + 1);
    }
}
