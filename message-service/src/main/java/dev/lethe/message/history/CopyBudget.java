package dev.lethe.message.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.springframework.stereotype.Component;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.MessageProperties;

/// How many copies somebody may have written in a minute, and how many taken back: a send into a group of 200 costs a hundred
/// times what one between two does, and a limit on requests alone would leave most of the machine to one account. Each replica
/// counts for itself.
@Component
public class CopyBudget {
    private record Purse(UUID account, boolean takesBack) {}

    private record Spent(Instant since, long copies) {}

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_ACCOUNTS = 100_000;

    private final Cache<Purse, Spent> spent = Caffeine.newBuilder()
            .maximumSize(MOST_ACCOUNTS)
            .expireAfterWrite(WINDOW)
            .build();
    private final MessageProperties properties;
    private final Clock clock;

    CopyBudget(MessageProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /// Counts copies that are about to be written.
    ///
    /// @throws dev.lethe.platform.problem.Problem when they are too many; then they count for nothing
    public void spend(UUID account, int copies) {
        spend(new Purse(account, false), copies);
    }

    /// Counts copies that are about to be taken back from others, apart from what was written: whoever wrote too much can still
    /// undo it.
    ///
    /// @throws dev.lethe.platform.problem.Problem when they are too many; then they count for nothing
    public void spendOnTakingBack(UUID account, int copies) {
        spend(new Purse(account, true), copies);
    }

    private void spend(Purse purse, int copies) {
        Instant now = clock.instant();
        spent.asMap().compute(purse, (_, before) -> {
            Spent open = before == null || !now.isBefore(before.since().plus(WINDOW)) ? new Spent(now, 0) : before;
            if (open.copies() + copies > properties.copiesAMinute()) {
                throw MessageProblems.TOO_MANY_COPIES.asProblem()
                        .with("limit", properties.copiesAMinute())
                        .retryAfter(Duration.between(now, open.since().plus(WINDOW)));
            }
            return new Spent(open.since(), open.copies() + copies);
        });
    }
}
