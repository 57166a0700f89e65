package dev.lethe.platform.request;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/// Reads moments as RFC 3339 writes them, of years with four digits.
final class Moments extends StdScalarDeserializer<Instant> {

    private static final int LAST_YEAR = 9999;

    Moments() {
        super(Instant.class);
    }

    @Override
    public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (Instant) context.handleUnexpectedToken(getValueType(context), parser);
        }
        String text = parser.getString();
        try {
            return read(text);
        } catch (DateTimeException _) {
            return (Instant) context.handleWeirdStringValue(Instant.class, text, "no moment of RFC 3339");
        }
    }

    /// @throws DateTimeException when it is none
    static Instant read(String text) {
        OffsetDateTime moment = OffsetDateTime.parse(text);
        if (moment.getYear() < 0 || moment.getYear() > LAST_YEAR) {
            throw new DateTimeException("a year that nobody means");
        }
        return moment.toInstant();
    }
}
