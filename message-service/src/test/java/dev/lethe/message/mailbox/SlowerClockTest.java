package dev.lethe.message.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import dev.lethe.message.mailbox.SlowerClock.Moment;

/// Neither clock is trusted where it cannot be right.
class SlowerClockTest {
    private static final Instant RELEASED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-30T22:00:00Z");

    @Test
    void goesByTheSlowerOne() {
        Instant behind = NOW.minus(Duration.ofHours(3));

        assertThat(SlowerClock.moment(NOW, behind, RELEASED)).isEqualTo(new Moment(behind, NOW));
        assertThat(SlowerClock.moment(behind, NOW, RELEASED)).isEqualTo(new Moment(behind, NOW));
    }

    @Test
    void doesNotGoByOneThatShowsATimeBeforeTheRelease() {
        assertThat(SlowerClock.moment(Instant.EPOCH, NOW, RELEASED)).isEqualTo(new Moment(NOW, NOW));
        assertThat(SlowerClock.moment(NOW, Instant.EPOCH, RELEASED)).isEqualTo(new Moment(NOW, NOW));
    }

    @Test
    void takesNoIdForAheadWhereBothShowATimeBeforeTheRelease() {
        assertThat(SlowerClock.moment(Instant.EPOCH, Instant.EPOCH, RELEASED))
                .isEqualTo(new Moment(RELEASED, Instant.MAX));
    }
}
