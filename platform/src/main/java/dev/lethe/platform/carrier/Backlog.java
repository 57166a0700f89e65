package dev.lethe.platform.carrier;

import java.time.Duration;

/// Whether what has come waits so long for its turn that it is better to turn away what comes now. A mean over the last
/// waits tells, which rises slowly, for a machine or a thread that stands still for a moment is no line, and falls fast.
final class Backlog {

    private static final double RISE = 0.05;
    private static final double FALL = 0.3;

    private final double tooLong;
    private volatile double mean;

    Backlog(Duration tooLong) {
        this.tooLong = tooLong.toNanos();
    }

    /// Somebody had his turn. Only the watch notes, about 20 times a second.
    void ended(long nanos) {
        double before = mean;
        mean = before + (nanos - before) * (nanos > before ? RISE : FALL);
    }

    /// Somebody waits still, so all that is known is that it will not be less.
    void lasts(long nanos) {
        if (nanos > mean) {
            ended(nanos);
        }
    }

    boolean isTooLong() { return mean > tooLong; }
}
