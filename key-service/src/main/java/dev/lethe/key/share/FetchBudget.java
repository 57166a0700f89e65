package dev.lethe.key.share;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import io.micrometer.core.instrument.MeterRegistry;

import dev.lethe.key.KeyProblems;
import dev.lethe.key.KeyholderProperties;

/// Makes a mass fetch slow and loud: beyond a role's budget for the minute its calls pass one at a time, each with a pause
/// for the shares that it asks for, and what piles up behind them is refused. So whoever fetches on and on gets half of the
/// budget.
@Component
class FetchBudget {

    private static final Logger LOG = LoggerFactory.getLogger(FetchBudget.class);
    private static final Duration LEAST_PAUSE = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final class Minute {
        private final Semaphore narrow = new Semaphore(1, true);
        private long number;
        private long spent;
        private boolean alarmed;
    }

    private final Map<String, Minute> roles = new ConcurrentHashMap<>();
    private final int budget;
    private final Clock clock;
    private final MeterRegistry meters;

    FetchBudget(KeyholderProperties properties, Clock clock, MeterRegistry meters) {
        this.budget = properties.fetchBudget();
        this.clock = clock;
        this.meters = meters;
    }

    /// Answers 429 when too many calls of the role wait already.
    void spend(String role, int shares) {
        var minute = roles.computeIfAbsent(role, _ -> new Minute());
        if (isWithin(minute, role, shares)) {
            return;
        }
        try {
            if (!minute.narrow.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw KeyProblems.BUDGET_SPENT.asProblem().retryAfter(Duration.ofSeconds(10));
            }
            try {
                Thread.sleep(pause(shares));
            } finally {
                minute.narrow.release();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Twice the time in which the budget allows as many.
    Duration pause(int shares) {
        Duration fair = Duration.ofMinutes(2).multipliedBy(shares).dividedBy(budget);
        return fair.compareTo(LEAST_PAUSE) > 0 ? fair : LEAST_PAUSE;
    }

    private boolean isWithin(Minute minute, String role, int shares) {
        synchronized (minute) {
            var now = clock.instant().getEpochSecond() / 60;
            if (minute.number != now) {
                minute.number = now;
                minute.spent = 0;
                minute.alarmed = false;
            }
            minute.spent += shares;
            if (minute.spent <= budget) {
                return true;
            }
            if (!minute.alarmed) {
                minute.alarmed = true;
                meters.counter("lethe.keyholder.mass-fetch", "role", role).increment();
                LOG.error("{} fetches more than {} shares a minute and is slowed down", role, budget);
            }
            return false;
        }
    }
}
