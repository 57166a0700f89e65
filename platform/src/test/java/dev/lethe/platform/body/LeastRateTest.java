package dev.lethe.platform.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import dev.lethe.platform.problem.Problem;

@Tag("case-73")
class LeastRateTest {
    private static final LeastRate RATE = new LeastRate(DataSize.ofKilobytes(64), Duration.ofSeconds(30));

    private final AtomicLong now = new AtomicLong();

    @Test
    void hasThePromisedDefaults() {
        assertThat(bind(Map.of())).isEqualTo(RATE);
    }

    @Test
    void mapsEverySetting() {
        assertThat(bind(Map.of("lethe.least-rate.amount", "1KB", "lethe.least-rate.within", "PT5S")))
                .isEqualTo(new LeastRate(DataSize.ofKilobytes(1), Duration.ofSeconds(5)));
    }

    @Test
    void endsABodyThatDrips() {
        var body = watched(1, Duration.ofSeconds(5));

        assertThatThrownBy(() -> body.readNBytes(100)).isInstanceOfSatisfying(Problem.class,
                problem -> assertThat(problem.type().code()).isEqualTo("too-slow"));

        assertThat(Duration.ofNanos(now.get())).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void endsABodyThatDripsIntoSingleReads() {
        var body = watched(1, Duration.ofSeconds(5));

        assertThatThrownBy(() -> {
            while (body.read() >= 0)
                now.addAndGet(1);
        }).isInstanceOf(Problem.class);
    }

    @Test
    void endsABodyThatBeginsFastAndThenDrips() throws IOException {
        var pace = new Source(64 * 1024, Duration.ofSeconds(1));
        var body = new WatchedInput(pace, RATE, now::get);
        body.readNBytes(100 * 64 * 1024);
        pace.bytes = 1;

        assertThatThrownBy(() -> body.readNBytes(1_000)).isInstanceOf(Problem.class);
    }

    @Test
    void letsABodyOfTheLeastRateTakeItsTime() throws IOException {
        var body = watched(8 * 1024, Duration.ofMillis(3_750));

        assertThat(body.readNBytes(10 * 1024 * 1024)).hasSize(10 * 1024 * 1024);
    }

    @Test
    void countsNoTimeThatTheReaderTakes() throws IOException {
        var body = watched(1, Duration.ofMillis(1));

        for (int i = 0; i < 1_000; i++) {
            assertThat(body.read()).isZero();
            now.addAndGet(Duration.ofMinutes(1).toNanos());
        }
    }

    private InputStream watched(int bytes, Duration pause) {
        return new WatchedInput(new Source(bytes, pause), RATE, now::get);
    }

    private static LeastRate bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("lethe.least-rate",
                LeastRate.class);
    }

    /// Brings so many zeros after each pause, without end.
    private final class Source extends InputStream {
        private final Duration pause;
        private int bytes;

        Source(int bytes, Duration pause) {
            this.bytes = bytes;
            this.pause = pause;
        }

        @Override
        public int read() {
            now.addAndGet(pause.toNanos());
            return 0;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (length > 0)
                now.addAndGet(pause.toNanos());
            return Math.min(bytes, length);
        }
    }
}
