package dev.lethe.platform.inbox;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.json.JsonMapper;

import io.micrometer.core.instrument.MeterRegistry;

import dev.lethe.events.Event;
import dev.lethe.platform.deadletter.DeadLetter;

/// Reads events as an older release must: a field that it does not know is left out and counted, for the next release
/// may have added it. An event with a value of an enumeration that it does not know is none that it can act on.
final class EventReader {

    static final String UNKNOWN_FIELD = "lethe.event.unknown-field";
    private static final String TYPE = "type";

    /// The event says something that a newer release has a word for.
    static final class NewerEventException extends RuntimeException {
        NewerEventException() {
            super("of a newer release", null, false, false);
        }
    }

    private final JsonMapper json;

    EventReader(MeterRegistry meters) {
        this.json = JsonMapper.builder().addHandler(new DeserializationProblemHandler() {
            @Override
            public boolean handleUnknownProperty(DeserializationContext context, JsonParser parser,
                    ValueDeserializer<?> deserializer, Object target, String name) {
                meters.counter(UNKNOWN_FIELD, TYPE, String.valueOf(context.getAttribute(TYPE))).increment();
                parser.skipChildren();
                return true;
            }

            @Override
            public Object handleWeirdStringValue(DeserializationContext context, Class<?> target, String value,
                    String failure) {
                if (target.isEnum()) {
                    throw new NewerEventException();
                }
                return NOT_HANDLED;
            }
        }).build();
    }

    static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    static String type(ConsumerRecord<String, byte[]> record) {
        return header(record, "ce_type");
    }

    /// Which event it is; null when the record does not tell.
    static @Nullable UUID id(ConsumerRecord<String, byte[]> record) {
        return uuid(header(record, "ce_id"));
    }

    static @Nullable UUID uuid(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /// The record as it would be kept; whose it is must still be told.
    static DeadLetter letter(ConsumerRecord<String, byte[]> record, @Nullable UUID account, byte[] payload) {
        return new DeadLetter(record.topic(), record.partition(), record.offset(), account, type(record), payload,
                id(record), header(record, "ce_source").replaceFirst("^/", ""), time(header(record, "ce_time")));
    }

    /// Nothing when it is not the event that it says it is.
    ///
    /// @throws NewerEventException when it is one of a newer release
    Optional<ReceivedEvent> read(DeadLetter record, Class<? extends Event> type) {
        try {
            Event event = json.readerFor(type).withAttribute(TYPE, record.type()).readValue(record.payload());
            boolean belongs = event.subject() != null && event.topic().equals(record.topic())
                    && CompleteEvents.isComplete((Record) event);
            return belongs && record.eventId() != null && record.recordedAt() != null
                    ? Optional.of(new ReceivedEvent(record.eventId(), record.type(), record.source(),
                            record.recordedAt(), event))
                    : Optional.empty();
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            if (e.getCause() instanceof NewerEventException newer) {
                throw newer;
            }
            return Optional.empty();
        }
    }

    byte[] write(Event event) {
        return json.writeValueAsBytes(event);
    }

    private static @Nullable Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            return null;
        }
    }
}
