package dev.lethe.message.export;

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

class SteadyOutputTest {
    private static final DataSize LEAST = DataSize.ofKilobytes(64);
    private static final Duration WITHIN = Duration.ofSeconds(30);

    private final AtomicLong nanos = new AtomicLong();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    @Test
    void writesEverythingToWhoReadsFastEnough() throws IOException {
        byte[] page = new byte[100_000];
        SteadyOutput out = out(Duration.ofSeconds(2));

        for (int i = 0; i < 10; i++) {
            out.write(page);
        }

        assertThat(received.size()).isEqualTo(1_000_000);
    }

    @Test
    @Tag("case-86")
    void endsWithWhoReadsTooSlowly() {
        SteadyOutput out = out(Duration.ofSeconds(5));

        assertThatThrownBy(() -> out.write(new byte[1_000_000])).isInstanceOf(IOException.class);

        assertThat(received.size()).isEqualTo(6 * 8 * 1024);
    }

    @Test
    void countsNoTimeBetweenWrites() throws IOException {
        SteadyOutput out = out(Duration.ofMillis(1));

        for (int i = 0; i < 100; i++) {
            out.write('x');
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        }

        assertThat(received.size()).isEqualTo(100);
    }

    private SteadyOutput out(Duration perWrite) {
        return new SteadyOutput(new OutputStream() {
            @Override
            public void write(int b) {
                throw new AssertionError("byte by byte");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                nanos.addAndGet(perWrite.toNanos());
                received.write(bytes, offset, length);
            }
        }, LEAST, WITHIN, nanos::get);
    }
}
