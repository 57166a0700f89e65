package dev.lethe.platform.inbox;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import dev.lethe.events.AccountEvent.ErasureCompleted;
import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.ContactsDeleted;
import dev.lethe.events.Event;
import dev.lethe.events.EventTypes;
import dev.lethe.platform.TestPlatform;

class InboxIT {

    private static final String TOPIC = DeletionEvent.TOPIC;

    private final Set<UUID> erased = new HashSet<>();
    private final TestPlatform platform = TestPlatform.migrated();
    private final InboxPositions positions = new InboxPositions(platform.jdbc());
    private final DeadLetters deadLetters = new DeadLetters(platform.jdbc(), erased::contains);
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger failures = new AtomicInteger();
    private final Producer<String, byte[]> producer = TestPlatform.producer();
    private InboxLoop loop = loop();

    @BeforeEach
    void startsWithAnEmptyTopic() throws Exception {
        TestPlatform.freshTopic(TOPIC, 1);
        platform.jdbc().sql("create table effect (subject uuid)").update();
    }

    @AfterEach
    void stops() {
        loop.stop();
        producer.close();
    }

    @Test
    void aRestartGoesOnWhereTheDatabaseStands() {
        UUID before = send(event(UUID.randomUUID()));
        loop.start();
        eventually(() -> assertThat(effects(before)).isOne());
        loop.stop();

        UUID after = send(event(UUID.randomUUID()));
        loop = loop();
        loop.start();

        eventually(() -> assertThat(effects(after)).isOne());
        assertThat(effects(before)).isOne();
    }

    @Test
    void aFailureRollsBackTheEffectAndIsTriedAgain() {
        failures.set(3);
        UUID subject = send(event(UUID.randomUUID()));

        loop.start();

        eventually(() -> assertThat(effects(subject)).isOne());
        assertThat(failures).hasValue(0);
        assertThat(deadLetters.count()).isZero();
    }

    @Test
    @Tag("case-33")
    void whatCannotBeReadIsBuriedAndTheRestGoesOn() {
        String word = "nobody-reads-" + UUID.randomUUID();
        sendRaw("deletion.contacts", bytes("{\"" + word + "\":"));
        sendRaw("from.the.future", bytes("{\"said\":\"" + word + "\"}"));
        sendRaw("account.erased", bytes("{\"" + word + "\":1}"));
        UUID good = send(event(UUID.randomUUID()));

        try (CapturedLog log = new CapturedLog()) {
            loop.start();

            eventually(() -> assertThat(effects(good)).isOne());
            assertThat(deadLetters.count()).isEqualTo(3);
            assertThat(log.lines()).filteredOn(line -> line.contains("became a dead letter")).hasSize(3);
            assertThat(log.lines()).noneMatch(line -> line.contains(word));
        }
    }

    @Test
    void whatAlwaysFailsIsBuriedAfterBoundedTries() {
        failures.set(6);
        UUID poison = send(event(UUID.randomUUID()));
        UUID good = send(event(UUID.randomUUID()));

        loop.start();

        eventually(() -> assertThat(effects(good)).isOne());
        assertThat(effects(poison)).isZero();
        assertThat(deadLetters.count()).isOne();
    }

    @Test
    void whatFailsAboutAnErasedAccountIsNotKept() {
        failures.set(6);
        UUID poison = UUID.randomUUID();
        erased.add(poison);
        send(event(poison));
        UUID good = send(event(UUID.randomUUID()));

        loop.start();

        eventually(() -> assertThat(effects(good)).isOne());
        assertThat(deadLetters.count()).isZero();
    }

    @Test
    @Tag("case-17")
    void eventsAboutAnErasedAccountAreCountedOnceEach() {
        UUID gone = UUID.randomUUID();
        erased.add(gone);
        failures.set(1);
        send(event(gone));
        send(event(gone));
        UUID good = send(event(UUID.randomUUID()));

        loop.start();

        eventually(() -> assertThat(effects(good)).isOne());
        assertThat(meters.counter(EventDispatch.METRIC, "type", "deletion.contacts").count()).isEqualTo(2);
    }

    @Test
    void eventsThatErasuresConsistOfAreNotCounted() {
        UUID gone = UUID.randomUUID();
        erased.add(gone);
        Event completed = new ErasureCompleted(gone, UUID.randomUUID(), Instant.EPOCH);
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(completed.topic(), 0, 0L, gone.toString(),
                TestPlatform.json().writeValueAsBytes(completed));
        headers("account.erasure-completed").forEach(record.headers()::add);

        dispatch().apply(record);

        assertThat(positions.next(completed.topic(), 0)).hasValue(1);
        assertThat(deadLetters.count()).isZero();
        assertThat(meters.getMeters()).isEmpty();
    }

    private InboxLoop loop() {
        return new InboxLoop(dispatch(), TestPlatform::consumer, positions);
    }

    private EventDispatch dispatch() {
        EventConsumer consumer = new EventConsumer() {
            @Override
            public String topic() {
                return TOPIC;
            }

            @Override
            public void on(ReceivedEvent received) {
                platform.jdbc().sql("insert into effect values (:subject)").param("subject", received.event().subject())
                        .update();
                if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new IllegalStateException("planted");
                }
            }
        };
        return new EventDispatch(List.of(consumer), positions, deadLetters, platform.transaction(),
                TestPlatform.json(), erased::contains, meters);
    }

    private static ContactsDeleted event(UUID subject) {
        return new ContactsDeleted(subject, List.of());
    }

    private UUID send(Event event) {
        sendRaw(EventTypes.nameOf(event.getClass()), event.subject(), TestPlatform.json().writeValueAsBytes(event));
        return event.subject();
    }

    private void sendRaw(String type, byte[] payload) {
        sendRaw(type, UUID.randomUUID(), payload);
    }

    private void sendRaw(String type, UUID key, byte[] payload) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(TOPIC, key.toString(), payload);
        headers(type).forEach(record.headers()::add);
        var _ = producer.send(record);
        producer.flush();
    }

    private static Map<String, byte[]> headers(String type) {
        return Map.of("ce_type", bytes(type), "ce_id", bytes(UUID.randomUUID().toString()), "ce_source",
                bytes("/test"), "ce_time", bytes("2026-01-01T00:00:00Z"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private long effects(UUID subject) {
        return platform.jdbc().sql("select count(*) from effect where subject = :subject").param("subject", subject)
                .query(Long.class).single();
    }
}
