package dev.lethe.platform.turn;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private final AtomicInteger rounds = new AtomicInteger();
    private volatile Duration rest = Duration.ofDays(1);
    private volatile boolean fails;
    private final Rounds working = new Rounds("rounds") {
        @Override
        protected Duration round() {
            rounds.incrementAndGet();
            if (fails) {
                throw new IllegalStateException("fails");
            }
            return rest;
        }
    };

    @AfterEach
    void stop() {
        working.stop();
    }

    @Test
    void restsUntilSomebodyWakesIt() {
        working.start();
        eventually(() -> assertThat(rounds).hasValue(1));

        working.wake();

        eventually(() -> assertThat(rounds).hasValue(2));
    }

    @Test
    void goesOnAfterAFailure() {
        fails = true;

        working.start();

        eventually(() -> assertThat(rounds).hasValueGreaterThan(1));
    }

    @Test
    void stopsAndStartsAgain() {
        rest = Duration.ZERO;
        working.start();
        eventually(() -> assertThat(rounds).hasValueGreaterThan(1));

        working.stop();
        int before = rounds.get();

        assertThat(working.isRunning()).isFalse();
        working.start();
        eventually(() -> assertThat(rounds).hasValueGreaterThan(before));
    }
}
