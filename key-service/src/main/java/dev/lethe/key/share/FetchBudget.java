package dev.lethe.key.share;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
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
/// for the shares that it asks for, and what piles up behind them is refused. What a minute spent beyond its budget is owed
/// by the next ones, so that whoever fetches on and on gets no more than the budget.
@Component
class FetchBudget {

    private static final Logger LOG = LoggerFactory.getLogger(FetchBudget.class);
    private static final Duration LEAST_PAUSE = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /// In budgets of a minute: nobody pays for longer than that.
    private static final long MOST_OWED = 5;

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

    /// Twice the time in which the budget allows as many, but no longer than callers wait.
    Duration pause(int shares) {
        Duration fair = Duration.ofMinutes(2).multipliedBy(shares).dividedBy(budget);
        return Collections.max(List.of(LEAST_PAUSE, Collections.min(List.of(fair, PATIENCE))));
    }

    private boolean isWithin(Minute minute, String role, int shares) {
        synchronized (minute) {
            var now = clock.instant().getEpochSecond() / 60;
            if (minute.number != now) {
                minute.spent = Math.max(0, Math.min(minute.spent, MOST_OWED * budget) - (now - minute.number) * budget);
                minute.number = now;
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
