package dev.lethe.platform.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class WatchedOutputTest {
    private static final LeastRate RATE = new LeastRate(DataSize.ofKilobytes(64), Duration.ofSeconds(30));

    private final AtomicLong nanos = new AtomicLong();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    @Test
    void writesEverythingToWhoReadsFastEnough() throws IOException {
        byte[] page = new byte[100_000];
        WatchedOutput out = out(Duration.ofSeconds(2));

        for (int i = 0; i < 10; i++) {
            out.write(page);
        }

        assertThat(received.size()).isEqualTo(1_000_000);
    }

    @Test
    @Tag("case-86")
    void endsWithWhoReadsTooSlowly() {
        WatchedOutput out = out(Duration.ofSeconds(5));

        assertThatThrownBy(() -> out.write(new byte[1_000_000])).isInstanceOf(IOException.class);

        assertThat(received.size()).isEqualTo(6 * 8 * 1024);
    }

    @Test
    @Tag("case-86")
    void endsWithWhoMakesOneWriteWait() {
        WatchedOutput out = out(Duration.ofHours(1));

        assertThatThrownBy(() -> out.write(new byte[1_000_000])).isInstanceOf(IOException.class);

        assertThat(received.size()).isEqualTo(8 * 1024);
    }

    @Test
    void countsNoTimeBetweenWrites() throws IOException {
        WatchedOutput out = out(Duration.ofMillis(1));

        for (int i = 0; i < 100; i++) {
            out.write('x');
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        }

        assertThat(received.size()).isEqualTo(100);
    }

    private WatchedOutput out(Duration perWrite) {
        return new WatchedOutput(new OutputStream() {
            @Override
            public void write(int b) {
                throw new AssertionError("byte by byte");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                nanos.addAndGet(perWrite.toNanos());
                received.write(bytes, offset, length);
            }
        }, RATE, nanos::get);
    }
}
