package dev.lethe.platform.vault;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/// Lets each thing be said once a minute, where it may happen at every call.
final class Seldom {

    private static final long SILENCE = Duration.ofMinutes(1).toNanos();

    private final ConcurrentMap<String, Long> said = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    Seldom() {
        this(System::nanoTime);
    }

    Seldom(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// @param what one of few
    boolean mayBeSaid(String what) {
        boolean[] first = new boolean[1];
        said.compute(what, (_, last) -> {
            long now = nanoTime.getAsLong();
            first[0] = last == null || now - last >= SILENCE;
            return first[0] ? now : last;
        });
        return first[0];
    }
}
