package dev.lethe.gateway.problem;

import java.time.Duration;

/// Ends a request with a problem (RFC 9457).
public final class Problem extends RuntimeException {

    private final transient ProblemType type;
    private final Duration wait;

    Problem(ProblemType type, Duration wait) {
        super(type.code(), null, false, false);
        this.type = type;
        this.wait = wait;
    }

    public ProblemType type() {
        return type;
    }

    /// Zero when trying again makes no sense.
    public Duration pause() {
        return wait;
    }
}
