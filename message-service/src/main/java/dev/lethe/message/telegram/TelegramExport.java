package dev.lethe.message.telegram;

import java.io.InputStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// Reads Telegram Desktop's JSON as a stream: a single chat (`{name, type, id, messages}`) or a whole
/// account (`{chats: {list}, left_chats: {list}, …}`). Of an account, what is not of its chats is left out.
///
/// Source: "Export chat history" and "Export Telegram data" of Telegram Desktop, format JSON.
public final class TelegramExport {
    private static final String PERSON = "personal_information";
    /// Sections of an account that hold no chats: about its person, other people, devices.
    private static final Set<String> LEFT_OUT = Set.of(PERSON, "profile_pictures", "profile_music",
            "stories", "contacts", "frequent_contacts", "sessions", "web_sessions", "other_data");
    private static final String TOO_LONG = "other";
    private static final String UNKNOWN = "unknown";
    private static final String LEFT_CHATS = "left_chats";
    private static final Set<String> SECTIONS = Set.of("chats", LEFT_CHATS);
    private static final int LONGEST_STRING = 1_000_000;
    private static final int LONGEST_FIELD_NAME = 256;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_CHAT = 65_536;
    private static final int LONGEST_ROOT = 1 << 20;
    private static final int MOST_CHATS = 10_000;
    private static final int DEEPEST = 100;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_STRING)
                    .maxNameLength(LONGEST_FIELD_NAME)
                    .maxNestingDepth(DEEPEST)
                    .build())
            .build();

    private final JsonParser parser;
    private final Instant latest;
    private final ExportListener listener;
    private final Set<String> sections = new HashSet<>();
    private int chats;

    private TelegramExport(JsonParser parser, Instant latest, ExportListener listener) {
        this.parser = parser;
        this.latest = latest;
        this.listener = listener;
    }

    /// Reads all of it.
    ///
    /// @param latest the time after which no message can have been written
    /// @throws ExportRefused where it is no export
    public static void read(InputStream input, Instant latest, ExportListener listener) {
        JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), new TelegramEscapes(input));
        try {
            new TelegramExport(parser, latest, listener).readAll();
        } catch (JacksonIOException broken) {
            throw broken;
        } catch (StreamConstraintsException _) {
            boolean deep = parser.streamReadContext().getNestingDepth() >= DEEPEST;
            throw new ExportRefused(parser.currentLocation(),
                    deep ? "it is nested more than " + DEEPEST + " levels deep" : "a value is too long");
        } catch (JacksonException broken) {
            TokenStreamLocation where = broken.getLocation();
            throw new ExportRefused(where == null ? parser.currentLocation() : where, "this is not valid JSON");
        } finally {
            parser.close();
        }
    }

    private void readAll() {
        require(parser.nextToken() == JsonToken.START_OBJECT, "an export is a JSON object");
        JsonCopy root = new JsonCopy(LONGEST_ROOT);
        Chat single = new Chat(false, ChatSource.ALONE);
        root.token(parser);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            readRootField(root, single);
        }
        root.token(parser);
        require(single.open || !sections.isEmpty(), "there are neither chats nor messages in it");
        if (single.open) {
            single.end(root);
        } else {
            listener.onAccountEnd(root.bytes());
        }
        require(parser.nextToken() == null, "there is more behind the end of the export");
    }

    // A single chat is the root itself; the root of a whole account has sections instead of messages.
    private void readRootField(JsonCopy root, Chat single) {
        String field = parser.currentName();
        if (LEFT_OUT.contains(field)) {
            passOver(field);
            return;
        }
        if (SECTIONS.contains(field)) {
            require(!single.open, "there are chats beside the messages");
            require(sections.add(field), "a section of chats comes once");
            readSection(root, field.equals(LEFT_CHATS));
            return;
        }
        require(!field.equals("messages") || sections.isEmpty(), "there are messages beside the chats");
        if (single.knows(field)) {
            single.readField(root);
            return;
        }
        readUnknown(root);
    }

    // Whose export it is stands in a section that is not kept.
    private void passOver(String section) {
        parser.nextToken();
        if (section.equals(PERSON) && parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                boolean id = parser.currentName().equals("user_id");
                parser.nextToken();
                String value = id ? scalar() : null;
                parser.skipChildren();
                if (value != null) {
                    listener.onAccount(value);
                }
            }
        }
        parser.skipChildren();
        listener.onLeftOut(section);
    }

    private void readUnknown(JsonCopy root) {
        String field = JsonTokens.whole(parser.currentName());
        parser.nextToken();
        keep(field, root, LONGEST_ROOT);
    }

    // What is unknown is kept, unless it is too much; then the person is told.
    private void keep(String field, JsonCopy fields, int longest) {
        JsonCopy value = new JsonCopy(longest);
        value.value(parser);
        if (value.tooLong() || !fields.property(field, value)) {
            listener.onLeftOut(TOO_LONG);
        }
    }

    private @Nullable String scalar() {
        JsonToken token = parser.currentToken();
        return token.isScalarValue() && token != JsonToken.VALUE_NULL
                ? Fields.cut(JsonTokens.whole(parser.getString()), LONGEST_NAME) : null;
    }

    private void readSection(JsonCopy root, boolean left) {
        String section = parser.currentName();
        require(parser.nextToken() == JsonToken.START_OBJECT, "a section of chats is a JSON object");
        JsonCopy fields = new JsonCopy(LONGEST_ROOT);
        fields.token(parser);
        boolean listed = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = JsonTokens.whole(parser.currentName());
            parser.nextToken();
            if (!field.equals("list")) {
                keep(field, fields, LONGEST_ROOT);
                continue;
            }
            require(!listed, "the list of chats comes once");
            listed = true;
            fields.placeholder(field);
            readList(left);
        }
        fields.token(parser);
        if (!root.property(section, fields)) {
            listener.onLeftOut(TOO_LONG);
        }
    }

    private void readList(boolean left) {
        require(parser.currentToken() == JsonToken.START_ARRAY, "the list of chats is a JSON array");
        int position = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            readChat(new Chat(left, position++));
        }
    }

    private void readChat(Chat chat) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            chat.leaveOut("it is no JSON object");
            return;
        }
        JsonCopy fields = new JsonCopy(LONGEST_CHAT);
        fields.token(parser);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            chat.readField(fields);
        }
        fields.token(parser);
        chat.endListed(fields);
    }

    private void require(boolean condition, String reason) {
        if (!condition) {
            throw refused(reason);
        }
    }

    private ExportRefused refused(String reason) {
        return new ExportRefused(parser.currentTokenLocation(), reason);
    }

    /// The chat that is being read.
    private final class Chat {
        private static final String WITHOUT_ID = "it has no id before its messages";

        private final boolean left;
        private final int position;
        private @Nullable String name;
        private @Nullable String type;
        private @Nullable String id;
        private boolean open;
        private boolean messagesRead;

        private Chat(boolean left, int position) {
            this.left = left;
            this.position = position;
        }

        private boolean knows(String field) {
            return Set.of("name", "type", "id", "messages").contains(field);
        }

        private void readField(JsonCopy fields) {
            String field = JsonTokens.whole(parser.currentName());
            parser.nextToken();
            switch (field) {
                case "name" -> name = scalar();
                case "type" -> type = scalar();
                case "id" -> id = scalar();
                case "messages" -> {
                    readMessages();
                    fields.placeholder(field);
                    return;
                }
                default -> {}
            }
            keep(field, fields, LONGEST_CHAT);
        }

        private void readMessages() {
            require(parser.currentToken() == JsonToken.START_ARRAY, "the messages are a JSON array");
            require(!messagesRead, "the messages of a chat come once");
            messagesRead = true;
            require(position >= 0 || id != null, "a chat has its type and id before its messages");
            if (id == null) {
                parser.skipChildren();
                return;
            }
            begin();
            MessageReading messages = new MessageReading(parser, latest, exported().id(), listener);
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                messages.read();
            }
            messages.end();
        }

        private void begin() {
            if (!open) {
                open = true;
                chats++;
                require(chats <= MOST_CHATS, "there are more than " + MOST_CHATS + " chats in it");
                listener.onChat(exported());
            }
        }

        private void endListed(JsonCopy fields) {
            if (id == null || (messagesRead && !open)) {
                leaveOut(WITHOUT_ID);
                return;
            }
            begin();
            end(fields);
        }

        private void end(JsonCopy fields) {
            listener.onChatEnd(exported(), new ChatSource(left, position, fields.bytes()));
        }

        private void leaveOut(String reason) {
            listener.onLeftOut(new LeftOut((left ? "left_chats" : "chats") + "[" + position + "]", null, reason));
        }

        private ExportedChat exported() {
            return new ExportedChat(Objects.requireNonNull(id), type == null ? UNKNOWN : type,
                    name == null || name.isBlank() ? null : name);
        }
    }
}
