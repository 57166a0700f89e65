package dev.lethe.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class LatenessTest {

    private final Lateness lateness = new Lateness(Duration.ofMillis(100));

    @Test
    void isNotTooMuchAfterOneLongLook() {
        looks(1, 900);

        assertThat(lateness.isTooMuch()).isFalse();
    }

    @Test
    void isTooMuchWhenItStaysSo() {
        looks(3, 300);
        assertThat(lateness.isTooMuch()).isFalse();

        looks(1, 300);

        assertThat(lateness.isTooMuch()).isTrue();
    }

    @Test
    void isNeverTooMuchWhileItIsBearable() {
        looks(1_000, 99);

        assertThat(lateness.isTooMuch()).isFalse();
    }

    @Test
    void isOverSoon() {
        looks(100, 400);
        assertThat(lateness.isTooMuch()).isTrue();

        looks(5, 1);

        assertThat(lateness.isTooMuch()).isFalse();
    }

    private void looks(int times, long millis) {
        for (int i = 0; i < times; i++) {
            lateness.note(Duration.ofMillis(millis).toNanos());
        }
    }
}
