package dev.lethe.message.transfer;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;

import dev.lethe.message.history.MessageBody.ImportedDetails;

/// Reads one message of an export at a time.
final class TelegramMessages {
    private static final int LONGEST_TEXT = 65_536;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_VALUE = 1_024;
    private static final Duration FURTHEST_ZONE = Duration.ofHours(14);

    private final JsonParser parser;
    private final Instant latest;

    TelegramMessages(JsonParser parser, Instant latest) {
        this.parser = parser;
        this.latest = latest;
    }

    /// Reads the object at which the parser stands.
    ExportedMessage read() {
        TokenStreamLocation start = parser.currentTokenLocation();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new ExportRefused(start, "a message is a JSON object");
        }
        Fields fields = new Fields();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            readField(fields, field);
        }
        return fields.message(start, latest);
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
            case "text" -> readText(fields.text);
            default -> parser.skipChildren();
        }
    }

    // The more telling `media_type` wins, wherever it stands.
    private void readMedia(Fields fields, String field) {
        if (fields.placeholder == null) {
            fields.placeholder = field.replace("_information", "");
        }
        parser.skipChildren();
    }

    private void readText(StringBuilder text) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            append(text, scalar());
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                readEntity(text);
                continue;
            }
            append(text, scalar());
        }
    }

    private void readEntity(StringBuilder text) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            if (field.equals("text")) {
                append(text, scalar());
                continue;
            }
            parser.skipChildren();
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
        String text = parser.getString();
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw refused("the text is not valid Unicode");
        }
        return text;
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

        private ExportedMessage message(TokenStreamLocation start, Instant latest) {
            Long number = id;
            if (number == null) {
                throw new ExportRefused(start, "a message without an id");
            }
            Instant edited = editedSeconds == null ? null : seconds(editedSeconds, start);
            return new ExportedMessage(number, time(start, latest), text.toString(),
                    new ImportedDetails(Long.toString(number), type == null ? "message" : type, from, fromId,
                            forwardedFrom, replyTo, media == null ? placeholder : media, action, edited));
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
