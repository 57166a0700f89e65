package dev.lethe.platform.outbox;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.MessagesDeleted;
import dev.lethe.platform.OwnProcess;
import dev.lethe.platform.TestPlatform;
import dev.lethe.test.broker.EmbeddedBroker;
import dev.lethe.test.folder.SmallDisk;

/// Kafka ends itself when its disk is full, and takes others along: so it does that in a process of its own.
@EnabledIf(value = "dev.lethe.test.folder.SmallDisk#isPossible", disabledReason = SmallDisk.NEEDED)
class FullBrokerDiskIT {

    private static final UUID SUBJECT = UUID.randomUUID();
    private static final Duration BACK = Duration.ofSeconds(60);

    private final TestPlatform platform = TestPlatform.migrated();
    private final int port = EmbeddedBroker.freePort();
    private final String address = "127.0.0.1:" + port;
    private final AtomicInteger producers = new AtomicInteger();
    private final OutboxRelay relay = relay();
    private final Outbox outbox = new Outbox(platform.jdbc(), TestPlatform.json(), relay);
    private SmallDisk disk;
    private OwnProcess broker;

    static final class BrokerProgram {

        public static void main(String[] arguments) {
            OwnProcess.endWithParent();
            EmbeddedBroker.startIn(Path.of(arguments[0]), Integer.parseInt(arguments[1]),
                    Integer.parseInt(arguments[2]));
        }
    }

    @BeforeEach
    void startsABroker() {
        disk = SmallDisk.ofMegabytes(64);
        broker = OwnProcess.of(BrokerProgram.class, List.of(disk.folder().resolve("kafka").toString(),
                Integer.toString(port), Integer.toString(EmbeddedBroker.freePort())));
    }

    @AfterEach
    void closes() {
        relay.stop();
        broker.close();
        disk.close();
    }

    @Test
    @Tag("case-35")
    void whatIsWrittenMeanwhileWaitsAndIsPublishedInOrder() {
        relay.start();
        write(0, 50);
        eventually(BACK, () -> assertThat(waiting()).isZero());
        disk.fill();

        write(50, 2_000);
        eventually(BACK, () -> assertThat(broker.isAlive()).isFalse());
        int before = producers.get();
        eventually(BACK, () -> assertThat(producers.get()).as("what was under way is given up").isGreaterThan(before));
        assertThat(waiting()).isPositive();

        disk.free();
        broker.restart();
        eventually(BACK, () -> assertThat(waiting()).isZero());
        assertThat(published()).isEqualTo(LongStream.range(0, 2_000).boxed().toList());
    }

    private OutboxRelay relay() {
        KafkaProperties kafka = new KafkaProperties();
        kafka.setBootstrapServers(List.of(address));
        Map<String, Object> impatient = OutboxConfiguration.settings(kafka);
        impatient.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
        impatient.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2_000);
        return new OutboxRelay(platform.dataSource(), () -> {
            producers.incrementAndGet();
            return OutboxConfiguration.producer(impatient);
        }, "test");
    }

    private void write(long from, long to) {
        for (long first = from; first < to; first += 50) {
            LongStream numbers = LongStream.range(first, first + 50);
            platform.transaction().executeWithoutResult(status -> numbers
                    .forEach(number -> outbox.record(new MessagesDeleted(SUBJECT, SUBJECT, List.of(number)))));
        }
    }

    private long waiting() {
        return platform.jdbc().sql("select count(*) from outbox").query(Long.class).single();
    }

    // Each as it came first, for a repetition is allowed.
    private List<Long> published() {
        List<Long> numbers = new ArrayList<>();
        try (Consumer<String, byte[]> consumer = TestPlatform.consumer(address)) {
            consumer.subscribe(List.of(DeletionEvent.TOPIC));
            eventually(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> numbers.addAll(
                        TestPlatform.json().readValue(record.value(), MessagesDeleted.class).ids()));
                assertThat(numbers).contains(1_999L);
            });
        }
        return numbers.stream().distinct().toList();
    }
}
