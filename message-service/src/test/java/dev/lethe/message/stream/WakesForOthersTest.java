package dev.lethe.message.stream;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

class WakesForOthersTest {
    private static final Duration GATHERING = Duration.ofMillis(200);

    private final MockProducer<String, byte[]> producer = new MockProducer<>(true, null, new StringSerializer(),
            new ByteArraySerializer());
    private final WakesForOthers wakes = new WakesForOthers(() -> producer,
            new WakeForm("message-service", Clock.systemUTC()), JsonMapper.shared(), GATHERING);

    @BeforeEach
    void start() {
        wakes.start();
    }

    @AfterEach
    void stop() {
        wakes.stop();
    }

    @Test
    void gathersWhatIsCommittedMeanwhile() {
        Set<UUID> busy = Set.of(UUID.randomUUID());
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < 3 * GATHERING.toNanos()) {
            wakes.tell(busy);
            Thread.onSpinWait();
        }
        long most = 1 + (System.nanoTime() - begun) / GATHERING.toNanos();

        assertThat(producer.history()).hasSizeBetween(2, Math.toIntExact(most));
    }

    @Test
    void tellsThemWhenABrokerIsFoundThatWasNotThereAtTheStart() {
        var tries = new AtomicInteger();
        var late = new WakesForOthers(() -> {
            if (tries.getAndIncrement() == 0) {
                throw new KafkaException("no such host");
            }
            return producer;
        }, new WakeForm("message-service", Clock.systemUTC()), JsonMapper.shared(), GATHERING);
        late.start();

        late.tell(Set.of(UUID.randomUUID()));

        eventually(() -> assertThat(producer.history()).hasSize(1));
        late.stop();
    }

    @Test
    void tellsTheFirstAtOnce() {
        wakes.tell(Set.of(UUID.randomUUID()));

        eventually(Duration.ofSeconds(2), () -> assertThat(producer.history()).hasSize(1));
    }
}
