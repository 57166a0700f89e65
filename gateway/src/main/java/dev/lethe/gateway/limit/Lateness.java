package dev.lethe.gateway.limit;

import java.time.Duration;

/// How late one event loop comes to its work: a mean over the last looks, which rises slowly, for a machine that stands still
/// for a moment is no overload, and falls fast.
final class Lateness {

    private static final double RISE = 0.1;
    private static final double FALL = 0.3;

    private final double tooMuch;
    private volatile double mean;

    Lateness(Duration tooMuch) {
        this.tooMuch = tooMuch.toNanos();
    }

    /// Only the loop itself notes.
    void note(long nanos) {
        double before = mean;
        mean = before + (nanos - before) * (nanos > before ? RISE : FALL);
    }

    boolean isTooMuch() { return mean > tooMuch; }
}
