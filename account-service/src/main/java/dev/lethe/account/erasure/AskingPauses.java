package dev.lethe.account.erasure;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// How long to leave keyholders alone that did not answer for an erasure. Only in memory: a new process asks at once.
final class AskingPauses {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    /// Another replica has finished what was not asked about for so long.
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private record Pause(long since, Duration length) {

        boolean isOver(long now) {
            return now - since >= length.toNanos();
        }

        Pause next(long now) {
            Duration twice = length.multipliedBy(2);
            return new Pause(now, twice.compareTo(LONGEST) < 0 ? twice : LONGEST);
        }
    }

    private final ConcurrentHashMap<UUID, Pause> pauses = new ConcurrentHashMap<>();

    /// Ends the erasure's pause if it is over, and begins the next, longer one.
    ///
    /// @return false while it lasts
    boolean end(UUID erasure) {
        return end(erasure, System.nanoTime());
    }

    boolean end(UUID erasure, long now) {
        pauses.values().removeIf(it -> now - it.since() > FORGOTTEN.toNanos());
        Pause pause = pauses.get(erasure);
        if (pause != null && !pause.isOver(now)) {
            return false;
        }
        pauses.put(erasure, pause == null ? new Pause(now, FIRST) : pause.next(now));
        return true;
    }

    void forget(UUID erasure) {
        pauses.remove(erasure);
    }
}
