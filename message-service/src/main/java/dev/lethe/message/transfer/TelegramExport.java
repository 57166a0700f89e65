package dev.lethe.message.transfer;

import java.io.InputStream;
import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/// Reads Telegram Desktop's JSON as a stream: a single chat (`{name, type, id, messages}`) or a whole
/// account (`{chats: {list}, left_chats: {list}, …}`). What else is in it is passed over.
///
/// Source: "Export chat history" and "Export Telegram data" of Telegram Desktop, format JSON.
final class TelegramExport {
    private static final int LONGEST_STRING = 1_000_000;
    private static final int LONGEST_FIELD_NAME = 256;
    private static final int MOST_CHATS = 10_000;
    private static final int DEEPEST = 100;
    private static final Set<String> SECTIONS = Set.of("chats", "left_chats");
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_STRING)
                    .maxNameLength(LONGEST_FIELD_NAME)
                    .maxNestingDepth(DEEPEST)
                    .build())
            .build();

    private final JsonParser parser;
    private final ExportListener listener;
    private final TelegramMessages messages;
    private boolean found;
    private int chats;

    private TelegramExport(JsonParser parser, Instant latest, ExportListener listener) {
        this.parser = parser;
        this.listener = listener;
        this.messages = new TelegramMessages(parser, latest);
    }

    /// Reads all of it.
    ///
    /// @param latest the time after which no message can have been written
    /// @throws ExportRefused where it is no export
    static void read(InputStream input, Instant latest, ExportListener listener) {
        JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), input);
        try {
            new TelegramExport(parser, latest, listener).readRoot();
        } catch (JacksonIOException broken) {
            throw broken;
        } catch (JacksonException broken) {
            TokenStreamLocation where = broken.getLocation();
            throw new ExportRefused(where == null ? parser.currentLocation() : where, "this is not valid JSON");
        } finally {
            parser.close();
        }
    }

    private void readRoot() {
        require(parser.nextToken() == JsonToken.START_OBJECT, "an export is a JSON object");
        readChat(true);
        require(found, "there are neither chats nor messages in it");
        require(parser.nextToken() == null, "there is more behind the end of the export");
    }

    // A single chat is the root itself; the root of a whole account has sections instead of messages.
    private void readChat(boolean root) {
        String name = null;
        String type = null;
        String id = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "name" -> name = messages.name();
                case "type" -> type = messages.shortScalar();
                case "id" -> id = messages.shortScalar();
                case "messages" -> readMessages(name, type, id);
                default -> readOther(root, field);
            }
        }
    }

    private void readOther(boolean root, String field) {
        if (root && SECTIONS.contains(field)) {
            readSection();
            return;
        }
        parser.skipChildren();
    }

    private void readSection() {
        require(parser.currentToken() == JsonToken.START_OBJECT, "a section of chats is a JSON object");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            if (!field.equals("list")) {
                parser.skipChildren();
                continue;
            }
            found = true;
            require(parser.currentToken() == JsonToken.START_ARRAY, "the list of chats is a JSON array");
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                require(parser.currentToken() == JsonToken.START_OBJECT, "a chat is a JSON object");
                readChat(false);
            }
        }
    }

    private void readMessages(@Nullable String name, @Nullable String type, @Nullable String id) {
        require(parser.currentToken() == JsonToken.START_ARRAY, "the messages are a JSON array");
        if (type == null || id == null) {
            throw refused("a chat has its type and id before its messages");
        }
        found = true;
        chats++;
        require(chats <= MOST_CHATS, "there are more than " + MOST_CHATS + " chats in it");
        listener.onChat(new ExportedChat(id, type, name == null || name.isBlank() ? null : name));
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            listener.onMessage(messages.read());
        }
    }

    private void require(boolean condition, String reason) {
        if (!condition) {
            throw refused(reason);
        }
    }

    private ExportRefused refused(String reason) {
        return new ExportRefused(parser.currentTokenLocation(), reason);
    }
}
