package dev.lethe.platform.inbox;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import dev.lethe.events.Event;
import dev.lethe.events.EventTypes;
import dev.lethe.platform.failpoint.Failpoints;

/// One record: its effects and the step of the position, in one transaction.
final class EventDispatch {

    private static final Logger LOG = LoggerFactory.getLogger(EventDispatch.class);

    private final Map<String, List<EventConsumer>> consumers;
    private final InboxPositions positions;
    private final DeadLetters deadLetters;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    EventDispatch(List<EventConsumer> consumers, InboxPositions positions, DeadLetters deadLetters,
            TransactionTemplate transaction, JsonMapper json) {
        this.consumers = consumers.stream().collect(Collectors.groupingBy(EventConsumer::topic));
        this.positions = positions;
        this.deadLetters = deadLetters;
        this.transaction = transaction;
        this.json = json;
    }

    List<String> topics() {
        return List.copyOf(consumers.keySet());
    }

    void rebuild(String topic) {
        consumers.getOrDefault(topic, List.of()).forEach(EventConsumer::rebuild);
    }

    boolean neverGivesUp(String topic) {
        return consumers.getOrDefault(topic, List.of()).stream().anyMatch(EventConsumer::neverGivesUp);
    }

    void apply(ConsumerRecord<String, byte[]> record) {
        Optional<ReceivedEvent> received = read(record);
        if (received.isEmpty()) {
            bury(record, "unreadable");
            return;
        }
        transaction.executeWithoutResult(status -> {
            if (positions.advance(record.topic(), record.partition(), record.offset())) {
                consumers.getOrDefault(record.topic(), List.of()).forEach(consumer -> consumer.on(received.get()));
                Failpoints.reach("inbox.before-commit");
            }
        });
        Failpoints.reach("inbox.after-commit");
    }

    void bury(ConsumerRecord<String, byte[]> record, String reason) {
        LOG.error("record {}-{}@{} became a dead letter: {}", record.topic(), record.partition(), record.offset(),
                reason);
        transaction.executeWithoutResult(status -> {
            if (positions.advance(record.topic(), record.partition(), record.offset())) {
                deadLetters.bury(record, reason);
            }
        });
    }

    private Optional<ReceivedEvent> read(ConsumerRecord<String, byte[]> record) {
        String type = DeadLetters.header(record, "ce_type");
        Optional<Class<? extends Event>> known = EventTypes.classOf(type);
        if (known.isEmpty() || record.value() == null) {
            return Optional.empty();
        }
        try {
            UUID id = UUID.fromString(DeadLetters.header(record, "ce_id"));
            Event event = json.readValue(record.value(), known.get());
            boolean belongs = event.topic().equals(record.topic()) && event.subject() != null;
            return belongs
                    ? Optional.of(new ReceivedEvent(id, type,
                            DeadLetters.header(record, "ce_source").replaceFirst("^/", ""),
                            Instant.parse(DeadLetters.header(record, "ce_time")), event))
                    : Optional.empty();
        } catch (JacksonException | IllegalArgumentException | DateTimeException | NullPointerException e) {
            return Optional.empty();
        }
    }
}
