package dev.lethe.platform.outbox;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.MessagesDeleted;
import dev.lethe.platform.TestPlatform;

class OutboxIT {

    private final TestPlatform platform = TestPlatform.migrated();
    private final OutboxRelay first = relay();
    private final OutboxRelay second = relay();
    private final Outbox outbox = new Outbox(platform.jdbc(), TestPlatform.json(), first);
    private final Consumer<String, byte[]> consumer = TestPlatform.consumer();

    @BeforeEach
    void listens() throws Exception {
        TestPlatform.freshTopic(DeletionEvent.TOPIC, 3);
        consumer.subscribe(List.of(DeletionEvent.TOPIC));
    }

    @AfterEach
    void closes() {
        first.stop();
        second.stop();
        consumer.close();
    }

    @Test
    @Tag("case-30")
    void twoRelaysKeepTheOrderOfEachKeyAndLoseNothing() throws Exception {
        int keys = 100;
        int each = 100;
        List<UUID> subjects = Stream.generate(UUID::randomUUID).limit(keys).toList();
        first.start();
        second.start();

        try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
            for (int writer = 0; writer < 4; writer++) {
                int offset = writer;
                writers.execute(() -> {
                    for (int i = offset; i < keys; i += 4) {
                        write(subjects.get(i), each);
                    }
                });
            }
        }
        first.stop();

        Map<UUID, List<Long>> seen = receive(keys * each);
        assertThat(seen).hasSize(keys).allSatisfy(
                (subject, ids) -> assertThat(ids).isEqualTo(LongStream.range(0, each).boxed().toList()));
        eventually(() -> assertThat(waiting()).isZero());
    }

    @Test
    @Tag("case-31")
    void aRowThatCommitsLateIsStillPublished() throws Exception {
        UUID slow = UUID.randomUUID();
        UUID quick = UUID.randomUUID();
        first.start();

        try (Connection late = platform.dataSource().getConnection(); Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("""
                    insert into outbox (event_id, topic, subject, type, payload)
                    values (gen_random_uuid(), '%s', '%s', 'deletion.messages', convert_to('%s', 'UTF8'))""".formatted(
                    DeletionEvent.TOPIC, slow, TestPlatform.json().writeValueAsString(event(slow, 0))));
            write(quick, 50);
            assertThat(receive(50)).containsOnlyKeys(quick);
            late.commit();
        }

        assertThat(receive(1)).containsOnlyKeys(slow);
    }

    @Test
    void nothingLeavesWithATransactionThatRollsBack() {
        UUID subject = UUID.randomUUID();
        first.start();

        platform.transaction().executeWithoutResult(status -> {
            outbox.record(event(subject, 0));
            status.setRollbackOnly();
        });
        write(subject, 1);

        assertThat(receive(1)).containsOnly(Map.entry(subject, List.of(0L)));
        assertThat(consumer.poll(Duration.ofMillis(300)).count()).isZero();
    }

    /// Whether the producer refuses it or the broker.
    @ParameterizedTest
    @ValueSource(ints = {1 << 20, 1 << 23})
    @Tag("case-33")
    void anEventThatIsTooLargeIsBuriedAndTheRestIsPublished(int mostBytes) {
        UUID subject = UUID.randomUUID();
        MessagesDeleted large = new MessagesDeleted(subject, subject,
                LongStream.range(1L << 60, (1L << 60) + 100_000).boxed().toList());
        write(subject, 1);
        platform.transaction().executeWithoutResult(_ -> outbox.record(large));
        platform.transaction().executeWithoutResult(_ -> outbox.record(event(subject, 1)));
        OutboxRelay relay = new OutboxRelay(platform.dataSource(), () -> TestPlatform.producer(mostBytes), "test");

        relay.start();

        try {
            assertThat(receive(2)).containsOnly(Map.entry(subject, List.of(0L, 1L)));
            eventually(() -> assertThat(waiting()).isZero());
        } finally {
            relay.stop();
        }
        assertThat(platform.jdbc().sql("select topic, subject, type, reason, payload from dead_letter").query()
                .singleRow()).containsEntry("topic", DeletionEvent.TOPIC).containsEntry("subject", subject)
                .containsEntry("type", "deletion.messages").containsEntry("reason", "too large to publish")
                .containsEntry("payload", TestPlatform.json().writeValueAsBytes(large));
    }

    private OutboxRelay relay() {
        return new OutboxRelay(platform.dataSource(), TestPlatform::producer, "test");
    }

    private void write(UUID subject, int count) {
        for (int i = 0; i < count; i += 5) {
            LongStream numbers = LongStream.range(i, Math.min(count, i + 5));
            platform.transaction()
                    .executeWithoutResult(status -> numbers.forEach(number -> outbox.record(event(subject, number))));
        }
    }

    private static MessagesDeleted event(UUID subject, long number) {
        return new MessagesDeleted(subject, subject, List.of(number));
    }

    private long waiting() {
        return platform.jdbc().sql("select count(*) from outbox").query(Long.class).single();
    }

    private Map<UUID, List<Long>> receive(int count) {
        Map<UUID, List<Long>> seen = new TreeMap<>();
        int[] received = {0};
        eventually(() -> {
            consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                MessagesDeleted event = TestPlatform.json().readValue(record.value(), MessagesDeleted.class);
                seen.computeIfAbsent(event.ownerId(), key -> new ArrayList<>()).addAll(event.ids());
                received[0]++;
            });
            assertThat(received[0]).isGreaterThanOrEqualTo(count);
        });
        return seen;
    }
}
