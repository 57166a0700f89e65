package dev.lethe.account.session;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.lethe.account.activity.Activity;

/// When a session ends because nobody uses it: after 180 days, or as many as the owner chose, and the rest of the day of the
/// last use. A device that was told that the account is about to go is kept until then.
@Repository
class IdleSessions {

    static final int USUAL = 180;
    static final int FEWEST = 7;
    static final int MOST = 366;
    private static final int PAGE = 500;

    private final JdbcClient jdbc;
    private final Activity activity;

    IdleSessions(JdbcClient jdbc, Activity activity) {
        this.jdbc = jdbc;
        this.activity = activity;
    }

    static boolean mayBeChosen(int days) {
        return days >= FEWEST && days <= MOST;
    }

    /// After how many days.
    int days(UUID account) {
        return jdbc.sql("SELECT idle_days FROM session_setting WHERE account_id = ?").param(account)
                .query(Integer.class).optional().orElse(USUAL);
    }

    /// Chooses them, in a transaction that holds the account's lock.
    ///
    /// @return how many choices the owner has made
    long choose(UUID account, int days, Instant at) {
        return jdbc.sql("""
                INSERT INTO session_setting AS t (account_id, idle_days, chosen_at, choice) VALUES (?, ?, ?, 1)
                ON CONFLICT (account_id) DO UPDATE SET idle_days = excluded.idle_days, chosen_at = excluded.chosen_at,
                    choice = t.choice + 1
                RETURNING choice""").param(account).param(days).param(at.atOffset(ZoneOffset.UTC)).query(Long.class)
                .single();
    }

    /// Takes up a choice that a restored database has forgotten; a later one stands. One that a replica of an older release
    /// took was not counted, and may be later than one that was.
    ///
    /// @param at     when it was chosen, which orders those that were not counted, also among those that were
    /// @param choice how many the owner had made with it; null when they were not counted then
    void chooseAgain(UUID account, int days, Instant at, @Nullable Long choice) {
        jdbc.sql("""
                INSERT INTO session_setting AS t (account_id, idle_days, chosen_at, choice) VALUES (?, ?, ?, ?)
                ON CONFLICT (account_id) DO UPDATE SET idle_days = excluded.idle_days, chosen_at = excluded.chosen_at,
                    choice = greatest(t.choice, excluded.choice)
                WHERE t.choice < excluded.choice OR excluded.choice = 0
                  AND (t.chosen_at IS NULL OR t.chosen_at < excluded.chosen_at)""").param(account).param(days)
                .param(at.atOffset(ZoneOffset.UTC)).param(choice == null ? 0 : choice).update();
    }

    /// Whether it is over with a session that was loaded under the account's lock.
    boolean isIdle(Session session, Instant now) {
        return isUnusedFor(session, FEWEST, now) && isUnusedFor(session, days(session.accountId()), now)
                && !activity.isEnding(session.accountId());
    }

    /// Those that nobody has used for long enough, in the order of their ids, behind one of them.
    List<UUID> unused(Instant now, UUID after) {
        return jdbc.sql("""
                SELECT s.id FROM session s LEFT JOIN session_setting t ON t.account_id = s.account_id
                WHERE s.id > :after AND s.last_used_at < :latest
                  AND s.last_used_at < :now - make_interval(days => coalesce(t.idle_days, :usual) + 1)
                ORDER BY s.id LIMIT :page""").param("after", after).param("now", now.atOffset(ZoneOffset.UTC))
                .param("latest", now.minus(Duration.ofDays(FEWEST)).atOffset(ZoneOffset.UTC)).param("usual", USUAL)
                .param("page", PAGE).query((row, _) -> row.getObject(1, UUID.class)).list();
    }

    private static boolean isUnusedFor(Session session, int days, Instant now) {
        return now.isAfter(session.lastUsedAt().plus(Duration.ofDays(days + 1L)));
    }
}
