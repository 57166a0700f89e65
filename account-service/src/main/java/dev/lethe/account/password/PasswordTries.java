package dev.lethe.account.password;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// How often a password was tried within a day. A try is taken, and committed, before it is judged: without the database
/// there is no guess.
@Repository
class PasswordTries {

    private static final Duration DAY = Duration.ofHours(24);

    private record Usage(Instant since, int tries) {}

    /// A try that was taken.
    ///
    /// @param left  how many there are behind it
    /// @param since when the count began to which it belongs
    record Taken(int left, Instant since) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    PasswordTries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    static int most(PasswordOrigin origin) {
        return switch (origin) {
            case SIGN_IN, SESSION -> 20;
            case SETTING -> 10;
        };
    }

    /// How long there are no more tries; empty while there are.
    Optional<Duration> closedFor(UUID account, PasswordOrigin origin) {
        Instant now = clock.instant();
        return jdbc.sql("""
                SELECT since, tries FROM password_try
                WHERE account_id = ? AND origin = ? AND since > ? AND tries >= ?""").param(account)
                .param(origin.name()).param(Timestamp.from(now.minus(DAY))).param(most(origin)).query(Usage.class)
                .optional().map(usage -> Duration.between(now, usage.since().plus(DAY)));
    }

    /// Takes a try in the caller's transaction, which holds the account's lock.
    ///
    /// @return empty when it is one too many
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Taken> take(UUID account, PasswordOrigin origin) {
        Instant now = clock.instant();
        int most = most(origin);
        return jdbc.sql("""
                INSERT INTO password_try AS t (account_id, origin, since, tries) VALUES (:account, :origin, :now, 1)
                ON CONFLICT (account_id, origin) DO UPDATE
                SET since = CASE WHEN t.since > :start THEN t.since ELSE excluded.since END,
                    tries = CASE WHEN t.since > :start THEN t.tries + 1 ELSE 1 END,
                    told = t.told AND t.since > :start
                WHERE t.since <= :start OR t.tries < :most
                RETURNING since, tries""").param("account", account).param("origin", origin.name())
                .param("now", Timestamp.from(now)).param("start", Timestamp.from(now.minus(DAY))).param("most", most)
                .query(Usage.class).optional().map(usage -> new Taken(most - usage.tries(), usage.since()));
    }

    /// The try was not judged. One whose count has ended is no longer owed to anybody.
    void giveBack(UUID account, PasswordOrigin origin, Taken taken) {
        jdbc.sql("""
                UPDATE password_try SET tries = tries - 1
                WHERE account_id = ? AND origin = ? AND since = ? AND tries > 0""").param(account)
                .param(origin.name()).param(Timestamp.from(taken.since())).update();
    }

    /// Whether devices were told that there are wrong ones in this count.
    boolean isTold(UUID account, PasswordOrigin origin) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM password_try WHERE account_id = ? AND origin = ? AND told)")
                .param(account).param(origin.name()).query(Boolean.class).single();
    }

    /// Notes that they are told; false when they were before.
    boolean tell(UUID account, PasswordOrigin origin) {
        return jdbc.sql("UPDATE password_try SET told = true WHERE account_id = ? AND origin = ? AND NOT told")
                .param(account).param(origin.name()).update() == 1;
    }

    /// The right password ends the count.
    void clear(UUID account, PasswordOrigin origin) {
        jdbc.sql("DELETE FROM password_try WHERE account_id = ? AND origin = ?").param(account).param(origin.name())
                .update();
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    @Transactional
    void forget() {
        jdbc.sql("DELETE FROM password_try WHERE since < ?").param(Timestamp.from(clock.instant().minus(DAY)))
                .update();
    }
}
