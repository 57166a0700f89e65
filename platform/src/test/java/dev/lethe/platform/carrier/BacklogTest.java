package dev.lethe.platform.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final int LOOK = 50;

    private final Backlog backlog = new Backlog(Duration.ofMillis(100));

    @Test
    void isNotTooLongAfterAMachineStoodStillForASecond() {
        backlog.lasts(nanos(1_000));
        backlog.ended(nanos(1_000));

        assertThat(backlog.isTooLong()).isFalse();
    }

    @Test
    void isNotTooLongAfterOneLongWait() {
        waits(1, 400);

        assertThat(backlog.isTooLong()).isFalse();
    }

    @Test
    void isTooLongWhileNobodyHasATurn() {
        for (int waited = LOOK; waited <= 1_000; waited += LOOK) {
            backlog.lasts(nanos(waited));
        }

        assertThat(backlog.isTooLong()).isTrue();
    }

    @Test
    void isTooLongWhenWaitsStayLong() {
        waits(2, 300);
        assertThat(backlog.isTooLong()).isFalse();

        waits(2, 300);

        assertThat(backlog.isTooLong()).isTrue();
    }

    @Test
    void isTooLongInTheEndWhereWaitsAreALittleTooLong() {
        waits(100, 110);

        assertThat(backlog.isTooLong()).isTrue();
    }

    @Test
    void isNeverTooLongWhileWaitsAreBearable() {
        waits(1_000, 99);

        assertThat(backlog.isTooLong()).isFalse();
    }

    @Test
    void isOverSoonAfterWaitsAreShort() {
        waits(100, 400);
        assertThat(backlog.isTooLong()).isTrue();

        waits(5, 1);

        assertThat(backlog.isTooLong()).isFalse();
    }

    // As the watch sees it.
    private void waits(int times, int millis) {
        for (int i = 0; i < times; i++) {
            for (int waited = LOOK; waited < millis; waited += LOOK) {
                backlog.lasts(nanos(waited));
            }
            backlog.ended(nanos(millis));
        }
    }

    private static long nanos(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
