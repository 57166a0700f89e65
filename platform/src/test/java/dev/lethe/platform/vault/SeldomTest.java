package dev.lethe.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

class SeldomTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Seldom seldom = new Seldom(nanos::get);

    @Test
    void letsEachThingBeSaidOnceAMinute() {
        assertThat(seldom.mayBeSaid("one")).isTrue();
        assertThat(seldom.mayBeSaid("one")).isFalse();
        assertThat(seldom.mayBeSaid("other")).isTrue();

        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(seldom.mayBeSaid("one")).isFalse();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(seldom.mayBeSaid("one")).isTrue();
    }
}
