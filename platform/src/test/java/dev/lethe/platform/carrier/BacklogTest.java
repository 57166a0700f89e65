package dev.lethe.platform.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class BacklogTest {

    private final Backlog backlog = new Backlog();

    @Test
    void isNotTooLongWhereAMachineStoodStillOnce() {
        waited(1, 900);

        assertThat(backlog.isTooLong()).isFalse();
    }

    @Test
    void isTooLongWhenWaitsStayLong() {
        waited(6, 200);
        assertThat(backlog.isTooLong()).isFalse();

        waited(1, 200);

        assertThat(backlog.isTooLong()).isTrue();
    }

    @Test
    void isNeverTooLongWhileWaitsAreBearable() {
        waited(1_000, 99);

        assertThat(backlog.isTooLong()).isFalse();
    }

    @Test
    void isOverSoonAfterWaitsAreShort() {
        waited(100, 160);
        assertThat(backlog.isTooLong()).isTrue();

        waited(5, 1);

        assertThat(backlog.isTooLong()).isFalse();
    }

    private void waited(int times, long millis) {
        for (int i = 0; i < times; i++) {
            backlog.note(Duration.ofMillis(millis).toNanos());
        }
    }
}
