package dev.lethe.account.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaAdmin;

class BrokerTest {

    @Test
    @Tag("case-4")
    void isFoundAwayInTimeForAText() {
        var broker = new Broker(new KafkaAdmin(Map.of("bootstrap.servers", "127.0.0.1:9")));
        long start = System.nanoTime();

        assertThat(broker.isReachable()).isFalse();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
}
