package dev.lethe.platform.inbox;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

import io.micrometer.core.instrument.MeterRegistry;

import dev.lethe.events.AccountEvent.AccountErased;
import dev.lethe.events.AccountEvent.ErasureCompleted;
import dev.lethe.events.AnswerEvent;
import dev.lethe.events.Event;
import dev.lethe.events.EventTypes;
import dev.lethe.events.LedgerEvent;
import dev.lethe.events.MediaEvent;
import dev.lethe.platform.deadletter.DeadLetters;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.inbox.EventReader.NewerEventException;

/// One record: its effects and the step of the position, in one transaction.
///
/// Counts the events that come for subjects that are erased, but for those that erasures consist of: a sudden rise is a
/// replay that somebody should know of.
final class EventDispatch {

    static final String METRIC = "lethe.event.erased-subject";
    static final String UNKNOWN_TYPE = "lethe.event.unknown-type";
    private static final Logger LOG = LoggerFactory.getLogger(EventDispatch.class);

    private final Effects effects;
    private final InboxPositions positions;
    private final DeadLetters deadLetters;
    private final TransactionTemplate transaction;
    private final EventReader reader;
    private final Predicate<UUID> erased;
    private final MeterRegistry meters;

    EventDispatch(Effects effects, InboxPositions positions, DeadLetters deadLetters, TransactionTemplate transaction,
            EventReader reader, Predicate<UUID> erased, MeterRegistry meters) {
        this.effects = effects;
        this.positions = positions;
        this.deadLetters = deadLetters;
        this.transaction = transaction;
        this.reader = reader;
        this.erased = erased;
        this.meters = meters;
    }

    void apply(ConsumerRecord<String, byte[]> record) {
        Optional<Class<? extends Event>> type = EventTypes.classOf(EventReader.type(record));
        if (type.isEmpty() || !effects.isWanted(record.topic(), type.get())) {
            passOver(record, type.isEmpty());
            return;
        }
        try {
            read(record).ifPresentOrElse(received -> apply(record, received), () -> bury(record, "unreadable"));
        } catch (NewerEventException _) {
            passOver(record, true);
        }
    }

    private void apply(ConsumerRecord<String, byte[]> record, ReceivedEvent received) {
        boolean ofErased = Boolean.TRUE.equals(transaction.execute(status -> applyOnce(record, received)));
        if (ofErased) {
            meters.counter(METRIC, "type", received.type()).increment();
        }
        Failpoints.reach("inbox.after-commit");
    }

    /// A type, or a value of an enumeration, that this release does not know is for the releases that do.
    private void passOver(ConsumerRecord<String, byte[]> record, boolean isUnknown) {
        boolean isNew = Boolean.TRUE.equals(transaction.execute(_ -> positions.advance(record)));
        if (isNew && isUnknown) {
            meters.counter(UNKNOWN_TYPE, "topic", record.topic()).increment();
            LOG.debug("record {}-{}@{} is of no known type", record.topic(), record.partition(), record.offset());
        }
    }

    /// @return whether it is new and its subject was erased before
    private boolean applyOnce(ConsumerRecord<String, byte[]> record, ReceivedEvent received) {
        if (!positions.advance(record)) {
            return false;
        }
        boolean ofErased = !isOfErasures(received.event()) && erased.test(received.event().subject());
        effects.of(received);
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
            if (positions.advance(record)) {
                read(record).ifPresentOrElse(received -> buryParts(record, received.event(), reason),
                        () -> buryWhole(record, reason));
            }
        });
    }

    /// A letter for each account, in an order that keeps two who bury from waiting for each other.
    private void buryParts(ConsumerRecord<String, byte[]> record, Event event, String reason) {
        Map<UUID, Event> parts = new TreeMap<>(event.byAccount());
        parts.forEach((account, part) -> deadLetters
                .bury(EventReader.letter(record, account, reader.write(part)), reason));
    }

    /// Its key tells whose it is, but on the topic of which the keys are files.
    private void buryWhole(ConsumerRecord<String, byte[]> record, String reason) {
        UUID account = record.topic().equals(MediaEvent.TOPIC) ? null : EventReader.uuid(record.key());
        byte[] payload = record.value() == null ? new byte[0] : record.value();
        deadLetters.bury(EventReader.letter(record, account, payload), reason);
    }

    private Optional<ReceivedEvent> read(ConsumerRecord<String, byte[]> record) {
        return record.value() == null ? Optional.empty()
                : EventTypes.classOf(EventReader.type(record))
                        .flatMap(type -> reader.read(EventReader.letter(record, null, record.value()), type));
    }
}
