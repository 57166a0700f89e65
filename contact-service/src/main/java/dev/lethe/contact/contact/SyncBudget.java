package dev.lethe.contact.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.contact.ContactProblems;
import dev.lethe.contact.directory.NumberUse;
import dev.lethe.platform.problem.PlatformProblems;

/// The budget of new numbers, as rows in the sync's own transaction: without them nothing is synced.
///
/// They count for the account and for its number, so that a new account of the same number has no fresh budget.
/// Until its number is heard of, an account may add few, for only the account can count them: who leaves before takes
/// them along. Additions are counted by the hour, so an added number counts for the window and at most an hour more.
@Component
public class SyncBudget {

    /// Whether the account's number is known.
    enum OwnNumber {
        UNHEARD_OF, KNOWN
    }

    /// How many an account may add before its number is heard of, which takes no time to speak of.
    private static final int EARLY = 100;

    private final JdbcClient sql;
    private final NumberUse numbers;
    private final SyncProperties properties;
    private final Clock clock;

    SyncBudget(JdbcClient sql, NumberUse numbers, SyncProperties properties, Clock clock) {
        this.sql = sql;
        this.numbers = numbers;
        this.properties = properties;
        this.clock = clock;
    }

    private record Spent(Instant hour, int newNumbers) {}

    /// Spends for the owner, whose subject row the caller has locked; ends the request when the budget has less.
    void spend(UUID owner, int newNumbers, OwnNumber number) {
        if (newNumbers == 0) {
            return;
        }
        var now = clock.instant();
        var spent = spentSince(owner, earliestCounted(now));
        int all = newNumbers + spent.stream().mapToInt(Spent::newNumbers).sum();
        if (all > properties.newNumbers()) {
            refuse(now, spent, all - properties.newNumbers());
        }
        if (number == OwnNumber.UNHEARD_OF && all > EARLY) {
            throw PlatformProblems.unavailable();
        }
        sql.sql("""
                INSERT INTO sync_budget (owner_id, hour, new_numbers) VALUES (:owner, :hour, :count)
                ON CONFLICT (owner_id, hour) DO UPDATE SET new_numbers = sync_budget.new_numbers + excluded.new_numbers
                """).param("owner", owner).param("hour", now.truncatedTo(ChronoUnit.HOURS).atOffset(ZoneOffset.UTC))
                .param("count", newNumbers).update();
        numbers.addNewNumbers(owner, now, newNumbers);
    }

    /// Counts under the owner's number what was added before the number was heard of.
    @Transactional(propagation = Propagation.MANDATORY)
    public void countUnderNumber(UUID owner) {
        sql.sql("SELECT hour, new_numbers FROM sync_budget WHERE owner_id = :owner").param("owner", owner)
                .query(SyncBudget::read).list()
                .forEach(spent -> numbers.addNewNumbers(owner, spent.hour(), spent.newNumbers()));
    }

    /// Drops what no longer counts.
    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void forgetOld() {
        sql.sql("DELETE FROM sync_budget WHERE hour < :earliest")
                .param("earliest", earliestCounted(clock.instant()).atOffset(ZoneOffset.UTC)).update();
        numbers.forget(earliestCounted(clock.instant()));
    }

    private List<Spent> spentSince(UUID owner, Instant earliest) {
        return sql.sql("""
                SELECT hour, max(new_numbers) AS new_numbers FROM (
                    SELECT hour, new_numbers FROM sync_budget WHERE owner_id = :owner
                    UNION ALL
                    SELECT n.hour, n.new_numbers FROM directory d JOIN number_use n ON n.number_index = d.number_index
                    WHERE d.account_id = :owner) AS spent
                WHERE hour >= :earliest AND new_numbers > 0 GROUP BY hour ORDER BY hour
                """).param("owner", owner).param("earliest", earliest.atOffset(ZoneOffset.UTC))
                .query(SyncBudget::read).list();
    }

    private static Spent read(ResultSet row, int number) throws SQLException {
        return new Spent(row.getObject("hour", OffsetDateTime.class).toInstant(), row.getInt("new_numbers"));
    }

    private void refuse(Instant now, List<Spent> spent, int missing) {
        int freed = 0;
        var tryAgainAt = now.plus(properties.window());
        for (var hour : spent) {
            freed += hour.newNumbers();
            if (freed >= missing) {
                tryAgainAt = hour.hour().plus(properties.window()).plus(1, ChronoUnit.HOURS);
                break;
            }
        }
        throw ContactProblems.SYNC_BUDGET_SPENT.asProblem().with("tryAgainAt", tryAgainAt)
                .retryAfter(Duration.between(now, tryAgainAt));
    }

    private Instant earliestCounted(Instant now) {
        return now.minus(properties.window()).truncatedTo(ChronoUnit.HOURS);
    }
}
