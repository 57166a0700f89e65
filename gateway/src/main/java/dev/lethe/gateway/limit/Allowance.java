package dev.lethe.gateway.limit;

import java.time.Duration;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;

/// What callers of one kind may ask: a bucket each, filled evenly over the window.
final class Allowance {

    private final String name;
    private final int requests;
    private final Duration window;
    private final String policy;
    private final RecentlyUsed<Bucket> buckets;

    Allowance(String name, int requests, Duration window, int remembered) {
        this.name = name;
        this.requests = requests;
        this.window = window;
        this.policy = "\"%s\";q=%d;w=%d".formatted(name, requests, window.toSeconds());
        this.buckets = new RecentlyUsed<>(remembered, this::bucket);
    }

    Answer ask(String caller) {
        ConsumptionProbe probe = buckets.get(caller).tryConsumeAndReturnRemaining(1);
        Duration toFull = Duration.ofNanos(probe.getNanosToWaitForReset());
        return new Answer(this, probe.isConsumed(), probe.getRemainingTokens(), toFull,
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket bucket() {
        return Bucket.builder().addLimit(limit -> limit.capacity(requests).refillGreedy(requests, window)).build();
    }

    /// Whether one request may pass.
    ///
    /// @param left   requests still allowed at once
    /// @param toFull until all are allowed again
    /// @param pause  until one is allowed again; zero when this one passed
    record Answer(Allowance allowance, boolean passes, long left, Duration toFull, Duration pause) {

        Answer orTighter(Answer other) {
            return other.rank() < rank() ? other : this;
        }

        /// The lower, the tighter.
        private long rank() {
            return passes ? left : -1;
        }

        /// `RateLimit-Policy` as in draft-ietf-httpapi-ratelimit-headers.
        String policy() {
            return allowance.policy;
        }

        /// `RateLimit` as in draft-ietf-httpapi-ratelimit-headers.
        String state() {
            return '"' + allowance.name + "\";r=" + left + ";t=" + toFull.toSeconds();
        }
    }
}
