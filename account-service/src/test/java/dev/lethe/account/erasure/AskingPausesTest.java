package dev.lethe.account.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.Test;

class AskingPausesTest {

    private final AskingPauses pauses = new AskingPauses();
    private final UUID erasure = UUID.randomUUID();

    @Test
    void pausesDoubleUpToAMinute() {
        long now = 0;
        assertThat(pauses.end(erasure, now)).isTrue();
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            now += Duration.ofSeconds(seconds).toNanos();
            assertThat(pauses.end(erasure, now - 1)).isFalse();
            assertThat(pauses.end(erasure, now)).isTrue();
        }
    }

    @Test
    void nobodyWaitsForAnothersPause() {
        assertThat(pauses.end(erasure, 0)).isTrue();

        assertThat(pauses.end(UUID.randomUUID(), 0)).isTrue();
    }
}
