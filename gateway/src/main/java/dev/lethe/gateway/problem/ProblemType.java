package dev.lethe.gateway.problem;

import java.time.Duration;

/// One kind of problem: its status, the code that callers branch on, and its title.
public record ProblemType(int status, String code, String title) {

    public Problem asProblem() {
        return new Problem(this, Duration.ZERO);
    }

    /// Ends the request and asks to try again.
    ///
    /// @param wait how long the caller does well to wait; told as `Retry-After`
    public Problem retryAfter(Duration wait) {
        return new Problem(this, wait);
    }
}
