package dev.lethe.test;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/// Waits until a claim about the outside world holds, for what happens in another thread or process.
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Eventually() {}

    /// Repeats the claim until it passes, for 30 s at most; then its last failure stands.
    public static void eventually(Claim claim) {
        eventually(PATIENCE, claim);
    }

    /// Repeats the claim until it passes or the time is over; then its last failure stands.
    public static void eventually(Duration within, Claim claim) {
        var deadline = Instant.now().plus(within);
        while (true) {
            try {
                claim.check();
                return;
            } catch (Exception | AssertionError failure) {
                if (Instant.now().isAfter(deadline))
                    throw new AssertionError("not within " + within + ": " + failure.getMessage(), failure);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /// Something that throws while it does not hold.
    @FunctionalInterface
    public interface Claim {
        void check() throws Exception;
    }
}
