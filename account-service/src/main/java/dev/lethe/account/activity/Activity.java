package dev.lethe.account.activity;

import java.time.Duration;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Notes that an account is used. What is kept is the day (UTC, by the database's clock) on which its last access token
/// expires, so that no request can come later than it.
@Repository
public class Activity {

    private final JdbcClient jdbc;

    Activity(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Whether its owner was told that the account is about to go.
    public boolean isEnding(UUID account) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM activity WHERE account_id = ? AND told IS NOT NULL)").param(account)
                .query(Boolean.class).single();
    }

    /// Notes an access token in the transaction that hands it out, which holds the account's lock. Writes once a day; the
    /// day never goes back, and whoever was told that the account would go need not be told any more.
    @Transactional(propagation = Propagation.MANDATORY)
    public void tokenIssued(UUID account, Duration lifetime) {
        jdbc.sql(
                """
                        INSERT INTO activity AS a (account_id, active_on)
                        SELECT :account, day FROM (
                            SELECT ((clock_timestamp() + make_interval(secs => :lifetime)) AT TIME ZONE 'UTC')::date) AS today (day)
                        WHERE NOT EXISTS (SELECT FROM activity WHERE account_id = :account AND active_on >= day)
                        ON CONFLICT (account_id) DO UPDATE
                        SET active_on = greatest(a.active_on, excluded.active_on), told = NULL, warned_at = NULL,
                            text_owed = false, text_tried_at = NULL, text_tries = 0""")
                .param("account", account)
                .param("lifetime", lifetime.toSeconds()).update();
    }
}
