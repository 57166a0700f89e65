package dev.lethe.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that runs with real time and that tests move: hours pass in no time.
public final class TestClock extends Clock {
    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

    /// Moves forward, or back by a negative duration.
    public void advance(Duration by) {
        offset.accumulateAndGet(by, Duration::plus);
    }

    /// Returns to real time.
    public void reset() {
        offset.set(Duration.ZERO);
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(offset.get());
    }

    @Override
    public ZoneId getZone() { return ZoneOffset.UTC; }

    /// Refused: everything in the suite tells time in UTC.
    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("UTC only");
    }
}
