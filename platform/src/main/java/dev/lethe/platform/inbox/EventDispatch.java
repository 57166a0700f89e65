package dev.lethe.platform.inbox;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import io.micrometer.core.instrument.MeterRegistry;

import dev.lethe.events.AccountEvent.AccountErased;
import dev.lethe.events.AccountEvent.ErasureCompleted;
import dev.lethe.events.AnswerEvent;
import dev.lethe.events.Event;
import dev.lethe.events.EventTypes;
import dev.lethe.events.LedgerEvent;
import dev.lethe.events.MediaEvent;
import dev.lethe.platform.failpoint.Failpoints;

/// One record: its effects and the step of the position, in one transaction.
///
/// Counts the events that come for subjects that are erased, but for those that erasures consist of: a sudden rise is a
/// replay that somebody should know of.
final class EventDispatch {

    static final String METRIC = "lethe.event.erased-subject";
    private static final Logger LOG = LoggerFactory.getLogger(EventDispatch.class);

    private final Map<String, List<EventConsumer>> consumers;
    private final InboxPositions positions;
    private final DeadLetters deadLetters;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Predicate<UUID> erased;
    private final MeterRegistry meters;

    EventDispatch(List<EventConsumer> consumers, InboxPositions positions, DeadLetters deadLetters,
            TransactionTemplate transaction, JsonMapper json, Predicate<UUID> erased, MeterRegistry meters) {
        this.consumers = consumers.stream().collect(Collectors.groupingBy(EventConsumer::topic));
        this.positions = positions;
        this.deadLetters = deadLetters;
        this.transaction = transaction;
        this.json = json;
        this.erased = erased;
        this.meters = meters;
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
        boolean ofErased = Boolean.TRUE.equals(transaction.execute(status -> applyOnce(record, received.get())));
        if (ofErased) {
            meters.counter(METRIC, "type", received.get().type()).increment();
        }
        Failpoints.reach("inbox.after-commit");
    }

    /// @return whether it is new and its subject was erased before
    private boolean applyOnce(ConsumerRecord<String, byte[]> record, ReceivedEvent received) {
        if (!positions.advance(record.topic(), record.partition(), record.offset())) {
            return false;
        }
        boolean ofErased = !isOfErasures(received.event()) && erased.test(received.event().subject());
        consumers.getOrDefault(record.topic(), List.of()).forEach(consumer -> consumer.on(received));
        Failpoints.reach("inbox.before-commit");
        return ofErased;
    }

    private static boolean isOfErasures(Event event) {
        return event instanceof AccountErased || event instanceof ErasureCompleted || event instanceof AnswerEvent
                || event instanceof LedgerEvent || event instanceof MediaEvent;
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
