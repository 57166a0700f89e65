package dev.lethe.contact.permission;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;

/// How many ids that this service has not heard of it asks the keyholders for: so many for one actor a minute, and for
/// all a small part of what the keyholders give a service, so that made-up ids cost nobody else an answer.
@Component
class UnheardBudget {

    static final int OF_ONE = 200;
    static final int OF_ALL = 6_000;

    private final Clock clock;
    private final Map<UUID, Integer> spent = new HashMap<>();
    private Instant minute = Instant.MIN;
    private int left = OF_ALL;

    UnheardBudget(Clock clock) {
        this.clock = clock;
    }

    /// Takes as many as there are left, for one actor.
    ///
    /// @return how many may be asked for, at most as many as wanted
    synchronized int take(UUID actor, int wanted) {
        var now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        if (!now.equals(minute)) {
            minute = now;
            left = OF_ALL;
            spent.clear();
        }
        int granted = Math.min(wanted, Math.min(left, OF_ONE - spent.getOrDefault(actor, 0)));
        if (granted > 0) {
            left -= granted;
            spent.merge(actor, granted, Integer::sum);
        }
        return granted;
    }
}
