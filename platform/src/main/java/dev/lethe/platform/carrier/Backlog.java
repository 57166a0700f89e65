package dev.lethe.platform.carrier;

import java.time.Duration;

/// Whether what has come waits so long for its turn that it is better to turn away what comes now. A mean over the last
/// waits tells, in which later ones count for more: a machine that stands still for a moment is no line. A request waits
/// anew after each answer of the database, so it takes several times as long.
final class Backlog {

    private static final double TOO_LONG = Duration.ofMillis(100).toNanos();
    private static final double SHARE_OF_THE_LAST = 0.1;

    private volatile double mean;

    /// Only the watch notes, about 20 times a second.
    ///
    /// @param waited nanoseconds, until its turn or until now
    void note(long waited) {
        mean = mean * (1 - SHARE_OF_THE_LAST) + waited * SHARE_OF_THE_LAST;
    }

    boolean isTooLong() { return mean > TOO_LONG; }
}
