package dev.lethe.gateway.limit;

import java.time.Duration;

/// How late one event loop comes to its work: a mean over the last looks, in which later ones count for more. A request
/// waits several times, as for its connection to a service and for the answer.
final class Lateness {

    private static final double TOO_LATE = Duration.ofMillis(100).toNanos();
    private static final double SHARE_OF_THE_LAST = 0.1;

    private volatile double mean;

    /// Only the loop itself notes.
    void note(long nanos) {
        mean = mean * (1 - SHARE_OF_THE_LAST) + nanos * SHARE_OF_THE_LAST;
    }

    boolean isTooMuch() { return mean > TOO_LATE; }
}
