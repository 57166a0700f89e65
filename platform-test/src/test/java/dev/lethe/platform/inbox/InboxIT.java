package dev.lethe.platform.inbox;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import dev.lethe.events.AccountEvent.ErasureCompleted;
import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.ContactsDeleted;
import dev.lethe.events.Event;
import dev.lethe.events.EventTypes;
import dev.lethe.events.MediaEvent.Holding;
import dev.lethe.events.MediaEvent.ReferencesConfirmed;
import dev.lethe.events.NoticeEvent;
import dev.lethe.events.NoticeEvent.NoticePosted;
import dev.lethe.platform.TestPlatform;
import dev.lethe.platform.deadletter.DeadLetters;
import dev.lethe.platform.deadletter.Letters;

class InboxIT {

    private static final String TOPIC = DeletionEvent.TOPIC;

    private final Set<UUID> erased = new HashSet<>();
    private final TestPlatform platform = TestPlatform.migrated();
    private final InboxPositions positions = new InboxPositions(platform.jdbc());
    private final DeadLetters deadLetters = Letters.of(platform.jdbc(), erased::contains);
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final EventReader reader = new EventReader(meters);
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
            assertThat(deadLetters.count()).isEqualTo(2);
            assertThat(log.lines()).filteredOn(line -> line.contains("became a dead letter")).hasSize(2);
            assertThat(log.lines()).noneMatch(line -> line.contains(word));
        }
    }

    @ParameterizedTest
    @Tag("case-33")
    @ValueSource(strings = {"{\"ownerId\":\"%s\"}", "{\"ownerId\":\"%s\",\"contactIds\":null}",
        "{\"ownerId\":\"%s\",\"contactIds\":[null]}", "{\"contactIds\":[]}"})
    void whatHasAGapIsBuriedBeforeAnybodyTakesIt(String payload) {
        UUID subject = UUID.randomUUID();
        sendRaw("deletion.contacts", subject, bytes(payload.formatted(subject)));
        UUID good = send(event(UUID.randomUUID()));

        loop.start();

        eventually(() -> assertThat(effects(good)).isOne());
        assertThat(effects(subject)).isZero();
        assertThat(deadLetters.count()).isOne();
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
    void whatIsNeverGivenUpIsTriedUntilItIsDoneAndIsSeenToWait() {
        failures.set(6);
        UUID subject = send(event(UUID.randomUUID()));
        loop = new InboxLoop(dispatch(), List.of(TOPIC), false, TestPlatform::consumer, positions);

        loop.start();

        eventually(() -> assertThat(loop.waiting()).containsOnlyKeys(TOPIC + "-0@0"));
        assertThat(loop.isOpen()).isFalse();
        eventually(Duration.ofMinutes(3), () -> assertThat(effects(subject)).isOne());
        assertThat(deadLetters.count()).isZero();
        eventually(() -> assertThat(loop.waiting()).isEmpty());
    }

    @Test
    void whatIsNeverGivenUpIsBuriedWhenAnOperatorLetsItGo() {
        failures.set(Integer.MAX_VALUE);
        UUID poison = send(event(UUID.randomUUID()));
        loop = new InboxLoop(dispatch(), List.of(TOPIC), false, TestPlatform::consumer, positions);
        loop.start();
        eventually(() -> assertThat(loop.waiting()).containsOnlyKeys(TOPIC + "-0@0"));

        loop.letGo(TOPIC + "-0@1");
        loop.letGo(TOPIC + "-0@0");

        eventually(() -> assertThat(deadLetters.count()).isOne());
        eventually(() -> assertThat(loop.isOpen()).isTrue());
        failures.set(0);
        UUID good = send(event(UUID.randomUUID()));
        eventually(() -> assertThat(effects(good)).isOne());
        assertThat(effects(poison)).isZero();
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

    @Test
    @Tag("case-87")
    void whatANewerReleaseAddsIsPassedOverAndCounted() {
        UUID subject = UUID.randomUUID();
        sendRaw("deletion.of-the-future", bytes("{\"ownerId\":\"" + subject + "\"}"));
        sendRaw("deletion.contacts", subject, bytes(
                "{\"ownerId\":\"%s\",\"contactIds\":[],\"since\":{\"deep\":[1,{}]}}".formatted(subject)));

        loop.start();

        eventually(() -> assertThat(effects(subject)).isOne());
        assertThat(deadLetters.count()).isZero();
        assertThat(meters.counter(EventDispatch.UNKNOWN_TYPE, "topic", TOPIC).count()).isOne();
        assertThat(meters.counter(EventReader.UNKNOWN_FIELD, "type", "deletion.contacts").count()).isOne();
    }

    @Test
    @Tag("case-87")
    void whatANewerReleaseCallsByAWordOfItsOwnIsPassedOverAndCounted() {
        UUID account = UUID.randomUUID();
        var notice = new NoticePosted(account, UUID.randomUUID(), NoticeEvent.Kind.NEW_SESSION, new byte[1], null, null,
                Instant.EPOCH, null);
        String text = new String(TestPlatform.json().writeValueAsBytes(notice), StandardCharsets.UTF_8);
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(NoticeEvent.TOPIC, 0, 0L, account.toString(),
                bytes(text.replace("NEW_SESSION", "OF_THE_FUTURE")));
        headers("notice.posted").forEach(record.headers()::add);
        AtomicInteger heard = new AtomicInteger();

        dispatch(new Effects(List.of(new Ear(NoticeEvent.TOPIC, heard)), reader)).apply(record);

        assertThat(positions.next(NoticeEvent.TOPIC, 0)).hasValue(1);
        assertThat(heard).hasValue(0);
        assertThat(deadLetters.count()).isZero();
        assertThat(meters.counter(EventDispatch.UNKNOWN_TYPE, "topic", NoticeEvent.TOPIC).count()).isOne();
    }

    private record Ear(String topic, AtomicInteger heard) implements EventConsumer {
        @Override
        public void on(ReceivedEvent received) {
            heard.incrementAndGet();
        }
    }

    @Test
    @Tag("case-76")
    void aLogThatEndsBeforeThePositionStopsTheServiceUntilAnOperatorAgrees() {
        UUID subject = send(event(UUID.randomUUID()));
        position(50, null);

        loop.start();

        eventually(() -> assertThat(loop.stopped()).containsOnlyKeys(TOPIC + "-0"));
        assertThat(loop.isOpen()).isFalse();
        assertThat(effects(subject)).isZero();

        assertThat(loop.readOn()).containsEntry(TOPIC + "-0", 0L);
        eventually(() -> assertThat(effects(subject)).isOne());
        eventually(() -> assertThat(loop.isOpen()).isTrue());
    }

    @Test
    @Tag("case-76")
    void aLogThatBeginsBehindThePositionStopsTheServiceUntilAnOperatorAgrees() throws Exception {
        send(event(UUID.randomUUID()));
        send(event(UUID.randomUUID()));
        UUID kept = send(event(UUID.randomUUID()));
        TestPlatform.forget(TOPIC, 2);
        position(1, null);

        loop.start();

        eventually(() -> assertThat(loop.stopped()).containsOnlyKeys(TOPIC + "-0"));
        assertThat(loop.isOpen()).isFalse();
        assertThat(effects(kept)).isZero();

        loop.readOn();
        eventually(() -> assertThat(effects(kept)).isOne());
        eventually(() -> assertThat(loop.isOpen()).isTrue());
    }

    @Test
    @Tag("case-76")
    void aLogThatWasMadeAnewIsNotReadFromItsMiddle() {
        send(event(UUID.randomUUID()));
        UUID next = send(event(UUID.randomUUID()));
        position(1, UUID.randomUUID());

        loop.start();

        eventually(() -> assertThat(loop.stopped()).containsOnlyKeys(TOPIC + "-0"));
        assertThat(loop.isOpen()).isFalse();
        assertThat(effects(next)).isZero();
    }

    @Test
    void servesOnlyWhenTheDeletionsAreReadThatStoodInTheLog() {
        failures.set(3);
        UUID subject = send(event(UUID.randomUUID()));

        loop.start();

        eventually(() -> assertThat(failures).hasValueLessThan(3));
        assertThat(loop.isOpen()).isFalse();
        eventually(() -> assertThat(loop.isOpen()).isTrue());
        assertThat(effects(subject)).isOne();
    }

    @Test
    void aLetterBelongsToTheHolderItNamesAndNotToTheFile() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        erased.add(second);
        var confirmed = new ReferencesConfirmed(UUID.randomUUID(),
                List.of(new Holding(first, 1), new Holding(second, 2)));
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(confirmed.topic(), 0, 0L,
                confirmed.fileId().toString(), TestPlatform.json().writeValueAsBytes(confirmed));
        headers("media.references-confirmed").forEach(record.headers()::add);

        dispatch().bury(record, "planted");

        var letter = platform.jdbc().sql("select subject, payload from dead_letter").query().singleRow();
        assertThat(letter).containsEntry("subject", first);
        assertThat(new String((byte[]) java.util.Objects.requireNonNull(letter.get("payload")),
                StandardCharsets.UTF_8)).doesNotContain(second.toString());
    }

    @Test
    void aLetterThatIsReplayedHasItsEffectAndIsGone() {
        failures.set(7);
        UUID subject = send(event(UUID.randomUUID()));
        loop.start();
        eventually(() -> assertThat(deadLetters.count()).isOne());

        assertThat(Letters.replayAll(deadLetters, effectsOfAll(), platform.transaction())).isZero();
        assertThat(Letters.replayAll(deadLetters, effectsOfAll(), platform.transaction())).isOne();

        assertThat(effects(subject)).isOne();
        assertThat(deadLetters.count()).isZero();
    }

    private InboxLoop loop() {
        return new InboxLoop(dispatch(), List.of(TOPIC), true, TestPlatform::consumer, positions);
    }

    private void position(long next, @Nullable UUID last) {
        platform.jdbc().sql("""
                insert into inbox_position (topic, partition, next_offset, last_event_id)
                values (:topic, 0, :next, cast(:last as uuid))""").param("topic", TOPIC).param("next", next)
                .param("last", last).update();
    }

    private Effects effectsOfAll() {
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
        return new Effects(List.of(consumer), reader);
    }

    private EventDispatch dispatch() {
        return dispatch(effectsOfAll());
    }

    private EventDispatch dispatch(Effects effects) {
        return new EventDispatch(effects, positions, deadLetters, platform.transaction(), reader,
                erased::contains, meters);
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
