package dev.lethe.account.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaAdmin;

import dev.lethe.test.TestClock;

class BrokerTest {

    private final TestClock clock = new TestClock();

    @Test
    void isAskedOnceInAWhileHoweverManyAsk() throws IOException {
        try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var broker = new Broker(new KafkaAdmin(
                    Map.of("bootstrap.servers", "127.0.0.1:" + listener.getLocalPort())), clock);
            broker.isReachable();
            long start = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                assertThat(broker.isReachable()).isFalse();
            }

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    @Tag("case-4")
    void isFoundAwayInTimeForAText() {
        var broker = new Broker(new KafkaAdmin(Map.of("bootstrap.servers", "127.0.0.1:9")), clock);
        long start = System.nanoTime();

        assertThat(broker.isReachable()).isFalse();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
}
