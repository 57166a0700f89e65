package dev.lethe.message.telegram;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Copies JSON from a parser to a generator, the same but for white space; numbers keep their digits.
public final class JsonTokens {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    /// Writes a value in the place of the one at which the parser stands, and leaves that behind.
    @FunctionalInterface
    public interface Slot {
        void fill(JsonParser parser);
    }

    private JsonTokens() {
    }

    public static JsonParser parser(byte[] json) {
        JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json);
        parser.nextToken();
        return parser;
    }

    /// Copies an object but for the values of some of its fields.
    ///
    /// @return those of them that it has
    public static Set<String> fill(JsonParser parser, JsonGenerator json, Map<String, Slot> slots) {
        Set<String> filled = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            json.writeName(name);
            parser.nextToken();
            Slot slot = slots.get(name);
            if (slot == null) {
                copyValue(parser, json);
                continue;
            }
            filled.add(name);
            slot.fill(parser);
        }
        return filled;
    }

    private static void copyValue(JsonParser parser, JsonGenerator json) {
        copy(parser, json);
        int depth = parser.currentToken().isStructStart() ? 1 : 0;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            copy(parser, json);
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
    }

    /// Copies the token at which the parser stands.
    static void copy(JsonParser parser, JsonGenerator json) {
        switch (parser.currentToken()) {
            case START_OBJECT -> json.writeStartObject();
            case END_OBJECT -> json.writeEndObject();
            case START_ARRAY -> json.writeStartArray();
            case END_ARRAY -> json.writeEndArray();
            case PROPERTY_NAME -> json.writeName(whole(parser.currentName()));
            case VALUE_STRING -> json.writeString(whole(parser.getString()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.writeNumber(parser.getString());
            case VALUE_TRUE -> json.writeBoolean(true);
            case VALUE_FALSE -> json.writeBoolean(false);
            default -> json.writeNull();
        }
    }

    /// The text, with U+FFFD for each half of a character that stands by itself: UTF-8 has no form for it.
    static String whole(String text) {
        return text.codePoints().anyMatch(JsonTokens::isHalf)
                ? text.codePoints()
                        .map(character -> isHalf(character) ? 0xFFFD : character)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                : text;
    }

    private static boolean isHalf(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }
}
