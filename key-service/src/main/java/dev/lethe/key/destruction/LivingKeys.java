package dev.lethe.key.destruction;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.stereotype.Component;

/// How many keys live here. A full count takes a second at ten millions, and is made while destructions wait for it, so the
/// last one is good for an hour; when it is too small to let a destruction pass, for a minute.
@Component
class LivingKeys {

    private static final Duration GOOD = Duration.ofHours(1);
    private static final Duration GOOD_TO_REFUSE = Duration.ofMinutes(1);

    private final DestroyedSubjects subjects;
    private final Clock clock;
    private Instant countedAt = Instant.MIN;
    private long counted;

    LivingKeys(DestroyedSubjects subjects, Clock clock) {
        this.subjects = subjects;
        this.clock = clock;
    }

    synchronized boolean areFewerThan(long number) {
        Instant now = clock.instant();
        Duration good = counted < number ? GOOD_TO_REFUSE : GOOD;
        if (countedAt.isBefore(now.minus(good))) {
            counted = subjects.countLiving();
            countedAt = now;
        }
        return counted < number;
    }
}
