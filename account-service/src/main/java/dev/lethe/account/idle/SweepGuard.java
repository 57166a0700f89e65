package dev.lethe.account.idle;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.activity.IdleAccounts;
import dev.lethe.account.activity.IdleAccounts.AsOf;
import dev.lethe.account.operator.OperatorActs;
import dev.lethe.platform.internal.Peer;

/// Keeps a clock and a restored database from erasing people. The sweep stands still until an operator confirms when it
/// ran last too long ago, and when more accounts than usual fall due at once.
@Repository
@EnableConfigurationProperties(SelfDestructProperties.class)
class SweepGuard {

    enum Reason {
        /// It ran last too long ago, or in the future: the service was away, a clock is wrong, or the database is an old one.
        GAP,
        /// Too many accounts are due.
        MANY
    }

    /// @param stopped   why the sweep stands still; null while it runs
    /// @param confirmed how many more may go of those that an operator confirmed
    /// @param ended     how many more than that went on the last day on which any did
    record Standing(@Nullable OffsetDateTime lastRunAt, @Nullable Reason stopped, @Nullable LocalDate confirmedOn,
            long confirmed, @Nullable LocalDate endedOn, long ended) {}

    /// What an operator saw: why the sweep stands still, on which day, and how many may go.
    record Shown(@NotNull Reason reason, @NotNull LocalDate today, @NotNull @PositiveOrZero Long due) {}

    private static final Logger LOG = LoggerFactory.getLogger(SweepGuard.class);
    private static final int DAYS_OF_CONFIRMATION = 3;
    private static final int SHARE = 100;

    private final JdbcClient jdbc;
    private final IdleAccounts idle;
    private final OperatorActs acts;
    private final SelfDestructProperties properties;

    SweepGuard(JdbcClient jdbc, IdleAccounts idle, OperatorActs acts, SelfDestructProperties properties) {
        this.jdbc = jdbc;
        this.idle = idle;
        this.acts = acts;
        this.properties = properties;
    }

    /// Now, by the database's clock.
    AsOf now() {
        return asOf(jdbc.sql("SELECT clock_timestamp()").query(OffsetDateTime.class).single().toInstant());
    }

    AsOf asOf(Instant now) {
        LocalDate introducedOn = properties.introducedOn();
        LocalDate from = jdbc
                .sql("""
                        SELECT greatest(coalesce(CAST(:introduced AS date), introduced_on), restored_on) FROM self_destruct_sweep""")
                .param("introduced", introducedOn).query(LocalDate.class).single();
        return new AsOf(now, from);
    }

    Standing standing() {
        return jdbc
                .sql("SELECT last_run_at, stopped, confirmed_on, confirmed, ended_on, ended FROM self_destruct_sweep")
                .query(Standing.class).single();
    }

    /// Asks before each run, one replica after the other.
    ///
    /// @return why it must not run
    @Transactional
    Optional<Reason> objection(AsOf asOf) {
        lock();
        Standing before = standing();
        Optional<Reason> objection = hasGap(before, asOf) ? Optional.of(Reason.GAP) : tooMany(before, asOf);
        jdbc.sql("UPDATE self_destruct_sweep SET stopped = :stopped, last_run_at = :at")
                .param("stopped", objection.map(Reason::name).orElse(null))
                .param("at", objection.equals(Optional.of(Reason.GAP)) ? before.lastRunAt() : at(asOf)).update();
        objection
                .ifPresent(reason -> LOG.error("no idle account is deleted until an operator confirms ({}): {}", reason,
                        reason == Reason.GAP
                                ? "the sweep ran last too long ago"
                                : "more accounts than usual are due at once"));
        return objection;
    }

    /// Notes how long a run took, so that a long one is no gap. A database that was restored meanwhile knows nothing of it.
    void ended(AsOf begun, Duration took) {
        jdbc.sql("UPDATE self_destruct_sweep SET last_run_at = :end WHERE last_run_at = :begin")
                .param("begin", at(begun)).param("end", at(begun.after(took))).update();
    }

    /// Notes that the gateway takes texts.
    void textsTaken(AsOf asOf) {
        jdbc.sql("UPDATE self_destruct_sweep SET text_sent_at = ?").param(at(asOf)).update();
    }

    /// Whether the gateway took any text within a day. A silent one says nothing about a number.
    boolean takesTexts(AsOf asOf) {
        return jdbc.sql(
                "SELECT coalesce(text_sent_at > CAST(? AS timestamptz) - interval '1 day', false) FROM self_destruct_sweep")
                .param(at(asOf)).query(Boolean.class).single();
    }

    /// An operator has looked at what was shown, and it still is so: the sweep may go on after a gap, or as many as are due
    /// by now may go, in all, and never more, whatever was typed.
    @Transactional
    void confirm(Shown shown, AsOf asOf, Peer operator) {
        lock();
        long due = idle.outlook(asOf).due();
        if (standing().stopped() != shown.reason() || !asOf.today().equals(shown.today()) || due > shown.due()) {
            throw AccountProblems.CONFIRMATION_OUTDATED.asProblem();
        }
        switch (shown.reason()) {
            case GAP ->
                jdbc.sql("UPDATE self_destruct_sweep SET stopped = NULL, last_run_at = ?").param(at(asOf)).update();
            case MANY -> jdbc.sql("UPDATE self_destruct_sweep SET stopped = NULL, confirmed_on = ?, confirmed = ?")
                    .param(asOf.today()).param(due).update();
        }
        acts.add(operator, "self-destruct-confirmed", null, null);
    }

    /// Counts accounts in the transaction that ends them: against what an operator confirmed, and beyond that against what
    /// is usual in a day. A run that began before midnight counts for the day of those that began after it.
    @Transactional(propagation = Propagation.MANDATORY)
    void ending(int accounts, AsOf asOf) {
        jdbc.sql("""
                UPDATE self_destruct_sweep
                SET confirmed = greatest(0, confirmed - :accounts),
                    ended_on = CASE WHEN ended_on - :day = 1 THEN ended_on ELSE :day END,
                    ended = CASE WHEN ended_on - :day IN (0, 1) THEN ended ELSE 0 END + greatest(0,
                        :accounts - CASE WHEN abs(confirmed_on - :day) <= :days THEN confirmed ELSE 0 END)""")
                .param("accounts", accounts).param("day", asOf.today()).param("days", DAYS_OF_CONFIRMATION).update();
    }

    /// A restored database has forgotten who was there since its backup: nobody counts as idle before today, and all are
    /// told anew. So the sweep may go on. It has no transaction around it, for there may be many to tell.
    ///
    /// @return how many were told already
    long countFromToday(AsOf asOf) {
        jdbc.sql("UPDATE self_destruct_sweep SET restored_on = greatest(restored_on, ?)").param(asOf.today()).update();
        long told = idle.tellAnew();
        jdbc.sql("UPDATE self_destruct_sweep SET last_run_at = ?, stopped = NULL").param(at(asOf)).update();
        return told;
    }

    private boolean hasGap(Standing before, AsOf asOf) {
        OffsetDateTime last = before.lastRunAt();
        return last != null
                && Duration.between(last.toInstant(), asOf.now()).abs().compareTo(properties.longestGap()) > 0;
    }

    private static OffsetDateTime at(AsOf asOf) {
        return asOf.now().atOffset(ZoneOffset.UTC);
    }

    private Optional<Reason> tooMany(Standing before, AsOf asOf) {
        long ended = isEndedToday(before, asOf) ? before.ended() : 0;
        long usual = properties.mostAtOnce();
        if (areAtMost(usual - ended, asOf)) {
            return Optional.empty();
        }
        long confirmed = isConfirmed(before, asOf) ? before.confirmed() : 0;
        long most = Math.max(confirmed, Math.max(usual, idle.all() / SHARE) - ended);
        return areAtMost(most, asOf) ? Optional.empty() : Optional.of(Reason.MANY);
    }

    private boolean areAtMost(long most, AsOf asOf) {
        long some = Math.max(0, most);
        return idle.ripeUpTo(asOf, some + 1) <= some;
    }

    private void lock() {
        jdbc.sql("SELECT 1 FROM self_destruct_sweep FOR UPDATE").query(Integer.class).single();
    }

    /// For a run that began before midnight, today may be over.
    private static boolean isEndedToday(Standing before, AsOf asOf) {
        LocalDate endedOn = before.endedOn();
        return asOf.today().equals(endedOn) || asOf.today().plusDays(1).equals(endedOn);
    }

    private static boolean isConfirmed(Standing before, AsOf asOf) {
        LocalDate confirmedOn = before.confirmedOn();
        return confirmedOn != null
                && Math.abs(ChronoUnit.DAYS.between(confirmedOn, asOf.today())) <= DAYS_OF_CONFIRMATION;
    }
}
