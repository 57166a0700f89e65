package dev.lethe.account.activity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which accounts nobody has used for as long as their owners chose, and who is still to be told before.
@Repository
public class IdleAccounts {

    /// As of when accounts are looked at.
    ///
    /// @param now        by the database's clock, which all replicas share
    /// @param countsFrom nobody counts as idle before this day
    public record AsOf(Instant now, LocalDate countsFrom) {

        /// The day it is (UTC).
        public LocalDate today() {
            return LocalDate.ofInstant(now, ZoneOffset.UTC);
        }

        /// Some time later.
        public AsOf after(Duration time) {
            return new AsOf(now.plus(time), countsFrom);
        }
    }

    /// An account whose owner is to be told.
    ///
    /// @param goesOn     the first day on which it may go
    /// @param daysBefore which warning is next: 30, 7 or 1
    public record Untold(UUID account, LocalDate activeOn, int months, LocalDate goesOn, int daysBefore) {}

    /// What an owner chose, and what follows from it.
    ///
    /// @param goesOn the first day on which the account may go
    public record Choice(int months, LocalDate activeOn, LocalDate goesOn) {}

    /// What lies ahead.
    ///
    /// @param due   how many may go now
    /// @param first the first day on which any may go
    public record Outlook(long due, @Nullable LocalDate first) {}

    /// Texts to owners.
    ///
    /// @param owed    how many are still to be sent, without which nobody goes
    /// @param givenUp how many no gateway takes; these accounts go without a word
    public record Texts(long owed, long givenUp) {}

    /// One an hour for 14 days.
    private static final int TRIES = 14 * 24;
    /// So many rows change in one transaction, however many there are.
    private static final int BATCH = 200;
    private static final String DUE = "(greatest(a.active_on + 1, :from) + make_interval(months => a.months))::date";
    private static final String GOES = "greatest(" + DUE
            + ", ((coalesce(a.warned_at, :now) + interval '7 days') AT TIME ZONE 'UTC')::date)";
    /// Nobody goes on a warning that is older than this.
    private static final String FRESH = "a.warned_at > :now - interval '30 days'";
    private static final String RIPE = "a.due_on <= :today AND " + DUE
            + " <= :today AND a.warned_at <= :now - interval '7 days' AND " + FRESH;

    private final JdbcClient jdbc;

    IdleAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What the owner of an account chose; empty when there is none.
    public Optional<Choice> choice(UUID account, AsOf asOf) {
        return jdbc
                .sql("SELECT a.months, a.active_on, " + GOES + " AS goes_on FROM activity a WHERE a.account_id = :id")
                .param("id", account).params(times(asOf)).query(Choice.class).optional();
    }

    /// Changes the choice in the caller's transaction, which holds the account's lock. Who was told of another day is
    /// told again.
    ///
    /// @return how many choices its owner has made; empty when it was the same before
    public Optional<Long> choose(UUID account, int months, Instant at) {
        return jdbc.sql("""
                UPDATE activity SET months = :months, chosen_at = :at, choice = choice + 1,
                       told = NULL, warned_at = NULL, text_owed = false, text_tries = 0
                WHERE account_id = :id AND months <> :months
                RETURNING choice""").param("months", months).param("id", account)
                .param("at", at.atOffset(ZoneOffset.UTC)).query(Long.class).optional();
    }

    /// Takes up a choice that a restored database has forgotten, like [#choose]; a later choice stands. One that a replica of
    /// an older release took was not counted, and may be later than one that was.
    ///
    /// @param at     when it was chosen, which orders those that were not counted, also among those that were
    /// @param choice how many the owner had made with it; null when they were not counted then
    public void chooseAgain(UUID account, int months, Instant at, @Nullable Long choice) {
        jdbc.sql("""
                UPDATE activity SET months = :months, chosen_at = :at, choice = greatest(choice, :choice),
                       told = NULL, warned_at = NULL, text_owed = false, text_tries = 0
                WHERE account_id = :id
                  AND (choice < :choice OR :choice = 0 AND (chosen_at IS NULL OR chosen_at < :at))""")
                .param("months", months).param("id", account).param("at", at.atOffset(ZoneOffset.UTC))
                .param("choice", choice == null ? 0 : choice).update();
    }

    /// Forgets warnings that hold no more, so that these owners are told anew: of a day that was put off since, or so long
    /// ago that it is forgotten. Accounts that somebody is busy with keep theirs until the next time.
    public void forgetStaleWarnings(AsOf asOf) {
        tellAnew("a.due_on <= :today + 30 AND (NOT %s OR %s > :today + 30)".formatted(FRESH, GOES), "SKIP LOCKED",
                times(asOf));
    }

    /// Accounts whose owners are to be told now, some by chance, so that those that fail cannot hold up the rest. Who has
    /// not had the warning of seven days has that one next, however late it is. Who chose one month has no other before, for
    /// these accounts are in use 30 days before they would go.
    public List<Untold> untold(AsOf asOf, int limit) {
        return jdbc.sql("""
                SELECT account_id, active_on, months, goes_on, days_before FROM (
                    SELECT a.account_id, a.active_on, a.months, a.told, %s AS goes_on,
                           CASE WHEN a.warned_at IS NULL THEN CASE WHEN %s <= :today + 7 THEN 7 ELSE 30 END
                                WHEN %s <= :today + 1 THEN 1 ELSE 7 END AS days_before
                    FROM activity a WHERE a.due_on <= :today + 30) AS idle
                WHERE goes_on <= :today + 30 AND (told IS NULL OR told > days_before)
                  AND (months > 1 OR days_before < 30)
                ORDER BY random() LIMIT :limit""".formatted(GOES, DUE, GOES)).params(times(asOf))
                .param("limit", limit).query(IdleAccounts::untold).list();
    }

    /// Notes that the owner is told, in the transaction that tells; the account's lock is held. Where a text is owed, the
    /// seven days begin when it is sent.
    ///
    /// @param owesText whether a text is to be sent
    /// @return false when the account was used or its owner chose anew meanwhile, or somebody else has told
    public boolean tell(Untold account, AsOf asOf, boolean owesText) {
        return jdbc.sql("""
                UPDATE activity SET told = :days, text_owed = :owes,
                       warned_at = CASE WHEN :days = 7 AND NOT CAST(:owes AS boolean) THEN :now ELSE warned_at END
                WHERE account_id = :id AND active_on = :activeOn AND months = :months
                  AND (told IS NULL OR told > :days)""")
                .param("days", account.daysBefore()).param("owes", owesText).param("id", account.account())
                .param("activeOn", account.activeOn()).param("months", account.months())
                .param("now", asOf.now().atOffset(ZoneOffset.UTC)).update() == 1;
    }

    /// Takes some of those to whom a text is owed. Each is tried once an hour until it was sent.
    public List<UUID> takeOwedTexts(AsOf asOf, int limit) {
        return jdbc.sql("""
                UPDATE activity SET text_tried_at = :now WHERE account_id IN (
                    SELECT account_id FROM activity
                    WHERE text_owed AND (text_tried_at IS NULL OR text_tried_at <= :now - interval '1 hour')
                    ORDER BY text_tried_at NULLS FIRST LIMIT :limit FOR UPDATE SKIP LOCKED)
                RETURNING account_id""").param("now", asOf.now().atOffset(ZoneOffset.UTC)).param("limit", limit)
                .query(IdleAccounts::account).list();
    }

    /// Notes that the one text was sent, unless the account was used meanwhile: from now on its owner has seven days.
    public void textSent(UUID account, AsOf asOf) {
        jdbc.sql("UPDATE activity SET text_owed = false, warned_at = :now WHERE account_id = :id AND text_owed")
                .param("id", account).param("now", asOf.now().atOffset(ZoneOffset.UTC)).update();
    }

    /// Notes that the gateway took the texts of others but not these. Who had so many tries gets no text any more.
    public void textsRefused(Collection<UUID> accounts, AsOf asOf) {
        jdbc.sql("""
                UPDATE activity SET text_tries = text_tries + 1, text_owed = text_tries + 1 < :most,
                       warned_at = CASE WHEN text_tries + 1 < :most THEN warned_at ELSE :now END
                WHERE account_id = ANY(:ids) AND text_owed""").param("most", TRIES)
                .param("ids", accounts.toArray(UUID[]::new)).param("now", asOf.now().atOffset(ZoneOffset.UTC)).update();
    }

    /// Owes nobody a text any more.
    public void cancelTexts(AsOf asOf) {
        int cancelled;
        do {
            cancelled = jdbc.sql("""
                    UPDATE activity SET text_owed = false, warned_at = :now WHERE account_id IN (
                        SELECT account_id FROM activity WHERE text_owed LIMIT :batch FOR UPDATE SKIP LOCKED)""")
                    .param("now", asOf.now().atOffset(ZoneOffset.UTC)).param("batch", BATCH).update();
        } while (cancelled > 0);
    }

    /// How many texts are still to be sent, and how many were given up.
    public Texts texts() {
        return jdbc.sql("""
                SELECT (SELECT count(*) FROM activity WHERE text_owed) AS owed,
                       (SELECT count(*) FROM activity WHERE text_tries >= :most) AS given_up""").param("most", TRIES)
                .query(Texts.class).single();
    }

    /// Accounts that may go now, some by chance. It locks nothing: look again under the account's lock.
    public List<UUID> ripe(AsOf asOf, int limit) {
        return jdbc.sql("SELECT a.account_id FROM activity a WHERE " + RIPE + " ORDER BY random() LIMIT :limit")
                .params(times(asOf)).param("limit", limit).query(IdleAccounts::account).list();
    }

    /// Those of the accounts, whose locks the caller holds, that may still go.
    public List<UUID> stillRipe(AsOf asOf, Collection<UUID> locked) {
        return jdbc.sql("SELECT a.account_id FROM activity a WHERE a.account_id = ANY(:ids) AND " + RIPE)
                .param("ids", locked.toArray(UUID[]::new)).params(times(asOf)).query(IdleAccounts::account).list();
    }

    /// Drops what was noted of accounts that end in the caller's transaction: nobody need look at them any more.
    public void forget(Collection<UUID> accounts) {
        jdbc.sql("DELETE FROM activity WHERE account_id = ANY(:ids)").param("ids", accounts.toArray(UUID[]::new))
                .update();
    }

    /// Forgets whom it told, so that all are told anew.
    ///
    /// @return how many were told
    public long tellAnew() {
        return tellAnew("true", "", Map.of());
    }

    private long tellAnew(String condition, String whereLocked, Map<String, Object> params) {
        String statement = """
                WITH batch AS (
                    SELECT a.account_id FROM activity a WHERE a.told IS NOT NULL AND a.account_id > :last AND %s
                    ORDER BY a.account_id LIMIT :batch FOR UPDATE %s),
                forgotten AS (
                    UPDATE activity a SET told = NULL, warned_at = NULL, text_owed = false, text_tries = 0
                    FROM batch b WHERE a.account_id = b.account_id RETURNING a.account_id)
                SELECT account_id FROM forgotten ORDER BY account_id""".formatted(condition, whereLocked);
        long forgotten = 0;
        UUID last = new UUID(0, 0);
        List<UUID> batch;
        do {
            batch = jdbc.sql(statement).params(params).param("last", last).param("batch", BATCH)
                    .query(IdleAccounts::account).list();
            forgotten += batch.size();
            last = batch.isEmpty() ? last : batch.getLast();
        } while (batch.size() == BATCH);
        return forgotten;
    }

    /// How many may go now, and when the first may.
    public Outlook outlook(AsOf asOf) {
        return jdbc
                .sql("SELECT count(*) FILTER (WHERE " + RIPE + ") AS due, min(" + GOES + ") AS first FROM activity a")
                .params(times(asOf)).query(Outlook.class).single();
    }

    /// How many may go now, counted no further than needed.
    public long ripeUpTo(AsOf asOf, long limit) {
        return jdbc.sql("SELECT count(*) FROM (SELECT FROM activity a WHERE " + RIPE + " LIMIT :limit) AS ripe")
                .params(times(asOf)).param("limit", limit).query(Long.class).single();
    }

    /// All accounts that may go some day.
    public long all() {
        return jdbc.sql("SELECT count(*) FROM activity").query(Long.class).single();
    }

    private static UUID account(ResultSet row, int line) throws SQLException {
        return row.getObject(1, UUID.class);
    }

    private static Untold untold(ResultSet row, int line) throws SQLException {
        return new Untold(row.getObject(1, UUID.class), row.getObject(2, LocalDate.class),
                row.getInt(3), row.getObject(4, LocalDate.class), row.getInt(5));
    }

    private static Map<String, Object> times(AsOf asOf) {
        return Map.of("now", asOf.now().atOffset(ZoneOffset.UTC), "today", asOf.today(), "from", asOf.countsFrom());
    }
}
