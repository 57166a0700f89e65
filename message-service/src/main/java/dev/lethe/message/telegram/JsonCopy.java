package dev.lethe.message.telegram;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// JSON copied token by token, the same but for white space; numbers keep their digits. It stops growing
/// when it becomes too long, and says so.
final class JsonCopy {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private final int most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes);
    private boolean tooLong;

    /// @param most in bytes
    JsonCopy(int most) {
        this.most = most;
    }

    boolean tooLong() {
        return tooLong;
    }

    /// Copies the value at which the parser stands, with all that is in it.
    void value(JsonParser parser) {
        int depth = 0;
        while (true) {
            token(parser);
            JsonToken token = parser.currentToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth == 0) {
                return;
            }
            parser.nextToken();
        }
    }

    /// Adds a field unless it would become too long by that.
    ///
    /// @return whether it was added
    boolean property(String name, JsonCopy value) {
        byte[] json = value.bytes();
        if (tooLong || size() + json.length > most) {
            return false;
        }
        this.json.writeName(name);
        this.json.writeRawValue(new String(json, StandardCharsets.UTF_8));
        return true;
    }

    /// Writes an empty list for a field whose values are kept apart.
    void placeholder(String name) {
        json.writeName(name);
        json.writeStartArray();
        json.writeEndArray();
    }

    /// Copies the token at which the parser stands.
    void token(JsonParser parser) {
        if (tooLong) {
            return;
        }
        JsonTokens.copy(parser, json);
        check();
    }

    byte[] bytes() {
        json.close();
        return bytes.toByteArray();
    }

    private void check() {
        tooLong |= size() > most;
    }

    private int size() {
        return bytes.size() + json.streamWriteOutputBuffered();
    }
}
