package dev.lethe.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

import dev.lethe.events.DeletionEvent.MessagesDeleted;
import dev.lethe.events.EventTypes;
import dev.lethe.platform.TestPlatform;

/// Numbered events of many subjects, as fast as they are taken: always some wait, so that whoever is interrupted is
/// interrupted at work.
final class EventLoad implements AutoCloseable {

    private static final long MOST_WAITING = 2_000;
    private static final int PAUSE_MILLIS = 10;

    private final List<UUID> subjects;
    private final LongSupplier taken;
    private final Producer<String, byte[]> producer = TestPlatform.producer();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final Future<?> publishing;
    private long rounds;

    EventLoad(List<UUID> subjects, LongSupplier taken) {
        this.subjects = subjects;
        this.taken = taken;
        this.publishing = thread.scheduleWithFixedDelay(this::publish, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// Publishes no more.
    ///
    /// @return how many events of each subject there are
    long ends() {
        close();
        assertThat(publishing.state()).isNotEqualTo(Future.State.FAILED);
        return rounds;
    }

    private void publish() {
        for (long room = MOST_WAITING - rounds * subjects.size() + taken.getAsLong(); room > 0; room -= subjects
                .size()) {
            long number = rounds++;
            subjects.forEach(subject -> {
                var _ = producer.send(record(subject, number));
            });
            producer.flush();
        }
    }

    private static ProducerRecord<String, byte[]> record(UUID subject, long number) {
        MessagesDeleted event = new MessagesDeleted(subject, subject, List.of(number));
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(event.topic(), subject.toString(),
                TestPlatform.json().writeValueAsBytes(event));
        record.headers().add("ce_type", bytes(EventTypes.nameOf(MessagesDeleted.class)))
                .add("ce_id", bytes(UUID.randomUUID().toString())).add("ce_source", bytes("/test"))
                .add("ce_time", bytes("2026-01-01T00:00:00Z"));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        thread.close();
        producer.close();
    }
}
