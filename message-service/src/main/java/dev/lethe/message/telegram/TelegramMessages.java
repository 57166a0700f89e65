package dev.lethe.message.telegram;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// Reads one message of an export at a time, and copies it while reading.
public final class TelegramMessages {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();
    private static final int LONGEST_MESSAGE = 1 << 20;
    private static final int LONGEST_TEXT = 65_536;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_VALUE = 1_024;
    private static final Instant LATEST = Instant.ofEpochSecond(7_258_118_400L + 1);
    private static final Duration FURTHEST_ZONE = Duration.ofHours(14);

    private final JsonParser parser;
    private final Instant latest;
    private JsonCopy copy = new JsonCopy(0);

    /// @param latest the time after which no message can have been written
    TelegramMessages(JsonParser parser, Instant latest) {
        this.parser = parser;
        this.latest = latest;
    }

    /// Reads a message that was kept.
    public static TelegramMessage of(byte[] raw) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), raw)) {
            parser.nextToken();
            return new TelegramMessages(parser, LATEST).readFields();
        }
    }

    /// Reads the object at which the parser stands.
    ExportedMessage read() {
        copy = new JsonCopy(LONGEST_MESSAGE);
        TelegramMessage message = readFields();
        if (copy.tooLong()) {
            throw refused("a message is too long");
        }
        return new ExportedMessage(message, copy.bytes());
    }

    private TelegramMessage readFields() {
        TokenStreamLocation start = parser.currentTokenLocation();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new ExportRefused(start, "a message is a JSON object");
        }
        copy.token(parser);
        Fields fields = new Fields();
        while (next() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            next();
            readField(fields, field);
        }
        return fields.message(start, latest);
    }

    private JsonToken next() {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw refused("this is not valid JSON");
        }
        copy.token(parser);
        return token;
    }

    private void skip() {
        int depth = parser.currentToken().isStructStart() ? 1 : 0;
        while (depth > 0) {
            JsonToken token = next();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
    }

    private void readField(Fields fields, String field) {
        switch (field) {
            case "id" -> fields.id = number("the id of a message is a whole number");
            case "type" -> fields.type = shortScalar();
            case "date" -> fields.date = shortScalar();
            case "date_unixtime" -> fields.dateSeconds = number("a date is a whole number of seconds");
            case "edited_unixtime" -> fields.editedSeconds = number("a date is a whole number of seconds");
            case "from", "actor" -> fields.from = name();
            case "from_id", "actor_id" -> fields.fromId = shortScalar();
            case "forwarded_from" -> fields.forwardedFrom = name();
            case "reply_to_message_id" -> fields.replyTo = shortScalar();
            case "action" -> fields.action = shortScalar();
            case "media_type" -> fields.media = shortScalar();
            case "photo", "file", "poll", "contact_information", "location_information" -> readMedia(fields, field);
            case "file_name" -> fields.fileName = tolerant();
            case "mime_type" -> fields.fileType = tolerant();
            case "file_size", "photo_file_size" -> fields.fileSize = size();
            case "text" -> readText(fields.text);
            default -> skip();
        }
    }

    // The more telling `media_type` wins, wherever it stands. In place of a file that was not exported stands
    // an explanation in parentheses.
    private void readMedia(Fields fields, String field) {
        if (fields.placeholder == null) {
            fields.placeholder = field.replace("_information", "");
        }
        String path = tolerant();
        if (path != null && !path.isBlank() && !path.startsWith("(")
                && (field.equals("file") || field.equals("photo"))) {
            fields.path = path;
            fields.photo = field.equals("photo");
        }
    }

    /// The text of a value whose absence harms nothing.
    private @Nullable String tolerant() {
        String text = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : null;
        skip();
        return text == null || text.length() > LONGEST_VALUE ? null : text;
    }

    private long size() {
        long size = parser.currentToken() == JsonToken.VALUE_NUMBER_INT && parser.getString().length() < 18
                ? Long.parseLong(parser.getString()) : 0;
        skip();
        return Math.max(size, 0);
    }

    private void readText(StringBuilder text) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            append(text, scalar());
            return;
        }
        while (next() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                readEntity(text);
                continue;
            }
            append(text, scalar());
        }
    }

    private void readEntity(StringBuilder text) {
        while (next() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            next();
            if (field.equals("text")) {
                append(text, scalar());
                continue;
            }
            skip();
        }
    }

    private void append(StringBuilder text, @Nullable String part) {
        if (part == null) {
            return;
        }
        if (text.length() + part.length() > LONGEST_TEXT) {
            throw refused("the text of a message is too long");
        }
        text.append(part);
    }

    /// The name of somebody or something, cut where it is longer than names are.
    @Nullable
    String name() {
        String name = scalar();
        if (name == null || name.length() <= LONGEST_NAME) {
            return name;
        }
        boolean splits = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1));
        return name.substring(0, splits ? LONGEST_NAME - 1 : LONGEST_NAME);
    }

    /// A simple value that is never long.
    @Nullable
    String shortScalar() {
        String value = scalar();
        if (value != null && value.length() > LONGEST_VALUE) {
            throw refused("a value is too long");
        }
        return value;
    }

    /// The text of a simple value; null for null.
    @Nullable
    String scalar() {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token == null || !token.isScalarValue()) {
            throw refused("a simple value is expected here");
        }
        return JsonTokens.valid(parser, parser.getString());
    }

    private @Nullable Long number(String reason) {
        String text = shortScalar();
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException _) {
            throw refused(reason);
        }
    }

    private ExportRefused refused(String reason) {
        return new ExportRefused(parser.currentTokenLocation(), reason);
    }

    private static final class Fields {
        private final StringBuilder text = new StringBuilder();
        private @Nullable Long id;
        private @Nullable Long dateSeconds;
        private @Nullable Long editedSeconds;
        private @Nullable String type;
        private @Nullable String date;
        private @Nullable String from;
        private @Nullable String fromId;
        private @Nullable String forwardedFrom;
        private @Nullable String replyTo;
        private @Nullable String action;
        private @Nullable String media;
        private @Nullable String placeholder;
        private @Nullable String path;
        private @Nullable String fileName;
        private @Nullable String fileType;
        private long fileSize;
        private boolean photo;

        private TelegramMessage message(TokenStreamLocation start, Instant latest) {
            Long number = id;
            if (number == null) {
                throw new ExportRefused(start, "a message without an id");
            }
            Instant edited = editedSeconds == null ? null : seconds(editedSeconds, start);
            return new TelegramMessage(number, time(start, latest), type == null ? "message" : type, text.toString(),
                    from, fromId, forwardedFrom, replyTo, media == null ? placeholder : media, action, edited, file());
        }

        private TelegramMessage.@Nullable File file() {
            String end = path == null ? null : path.substring(path.lastIndexOf('/') + 1);
            String name = fileName == null ? end : fileName;
            if (name == null) {
                return null;
            }
            String guess = photo ? "image/jpeg" : "application/octet-stream";
            return new TelegramMessage.File(path, name, fileType == null ? guess : fileType, fileSize);
        }

        // Local time may be ahead by the width of the zones; such a message is taken as written now.
        private Instant time(TokenStreamLocation start, Instant latest) {
            Instant time = time(start);
            boolean exact = dateSeconds != null;
            if (time.isAfter(exact ? latest : latest.plus(FURTHEST_ZONE))) {
                throw new ExportRefused(start, "a message from the future");
            }
            return time.isAfter(latest) ? latest.truncatedTo(ChronoUnit.SECONDS) : time;
        }

        private Instant time(TokenStreamLocation start) {
            if (dateSeconds != null) {
                return seconds(dateSeconds, start);
            }
            if (date == null) {
                throw new ExportRefused(start, "a message without a date");
            }
            try {
                // old exports have local time only and do not say where
                return seconds(LocalDateTime.parse(date).toEpochSecond(ZoneOffset.UTC), start);
            } catch (DateTimeException _) {
                throw new ExportRefused(start, "a date that cannot be read");
            }
        }

        // From the epoch to the year 2200; ids leave room for these.
        private static Instant seconds(long value, TokenStreamLocation start) {
            if (value < 0 || value > 7_258_118_400L) {
                throw new ExportRefused(start, "a date that cannot be");
            }
            return Instant.ofEpochSecond(value);
        }
    }
}
