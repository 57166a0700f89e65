package dev.lethe.account.idle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

import tools.jackson.databind.JsonNode;

import dev.lethe.account.AccountTest;
import dev.lethe.account.Parallel;
import dev.lethe.account.activity.IdleAccounts;
import dev.lethe.account.activity.IdleAccounts.AsOf;
import dev.lethe.account.idle.SweepGuard.Reason;
import dev.lethe.account.idle.SweepGuard.Shown;
import dev.lethe.platform.internal.Peer;
import dev.lethe.platform.problem.Problem;
import dev.lethe.test.TestPeer;

/// The sweep at days that were, over accounts that nobody signs in to: no other account of this database is idle then.
@AccountTest
@Tag("case-13")
class SweepIT {

    private static final Peer OPERATOR = new Peer("operator", "operator");
    private static final Instant MORNING = Instant.parse("2024-03-10T06:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2024, 3, 10);
    private static final Instant WARNED = MORNING.minus(Duration.ofDays(8));

    @Autowired
    private SelfDestructSweep sweep;
    @Autowired
    private SweepGuard guard;
    @Autowired
    private IdleAccounts activity;
    @Autowired
    private SelfDestructHealthIndicator health;
    @Autowired
    private Environment environment;
    @Autowired
    private TransactionOperations transactions;
    @Autowired
    private JdbcClient jdbc;

    private final List<UUID> accounts = new ArrayList<>();
    private IdlePeople people;

    @BeforeEach
    void begin() {
        people = new IdlePeople(jdbc);
        reset();
    }

    @AfterEach
    void end() {
        people.remove(accounts);
        reset();
    }

    private void reset() {
        jdbc.sql(
                """
                        UPDATE self_destruct_sweep SET restored_on = NULL, last_run_at = NULL, stopped = NULL, confirmed_on = NULL,
                               confirmed = 0, ended_on = NULL, ended = 0""")
                .update();
    }

    private UUID unused(LocalDate activeOn, int months) {
        return unused(activeOn, months, WARNED);
    }

    private UUID unused(LocalDate activeOn, int months, Instant warnedAt) {
        UUID account = people.unused(activeOn, months, warnedAt);
        accounts.add(account);
        return account;
    }

    /// As if the sweep had run all the time until then.
    private void sweeps(Instant moment) {
        ranLast(moment.minus(Duration.ofMinutes(10)));
        assertThat(sweep.sweep(guard.asOf(moment))).isEmpty();
    }

    private void ranLast(Instant moment) {
        jdbc.sql("UPDATE self_destruct_sweep SET last_run_at = ?").param(moment.atOffset(ZoneOffset.UTC)).update();
    }

    @ParameterizedTest
    @CsvSource({"2023-09-09, 6, 2024-03-10", "2023-08-30, 6, 2024-02-29", "2022-08-30, 6, 2023-02-28",
        "2023-12-30, 1, 2024-01-31", "2024-01-30, 1, 2024-02-29", "2023-09-30, 6, 2024-04-01",
        "2024-04-26, 6, 2024-10-27", "2022-02-28, 24, 2024-03-01", "2024-02-29, 12, 2025-03-01",
        "2022-12-31, 18, 2024-07-01", "2023-11-30, 3, 2024-03-01"})
    void endsAnAccountAtTheStartOfItsDayAndNoEarlier(LocalDate activeOn, int months, LocalDate due) {
        OffsetDateTime midnight = due.atStartOfDay().atOffset(ZoneOffset.UTC);
        UUID account = unused(activeOn, months, midnight.minusDays(8).toInstant());

        sweeps(midnight.minusMinutes(20).toInstant());
        assertThat(people.isErased(account)).isFalse();
        sweeps(midnight.plusMinutes(20).toInstant());
        assertThat(people.isErased(account)).isTrue();

        sweeps(midnight.minusHours(23).toInstant());
        sweeps(midnight.plusHours(2).toInstant());
        assertThat(people.erasures(account)).isOne();
    }

    @Test
    void endsNobodyEarlierWhenTheClockJumpsBack() {
        UUID account = unused(LocalDate.of(2023, 9, 10), 6);

        sweeps(MORNING);
        sweep.sweep(guard.asOf(MORNING.minus(Duration.ofDays(1))));
        assertThat(people.isErased(account)).isFalse();

        sweeps(MORNING.plus(Duration.ofDays(1)));
        assertThat(people.erasures(account)).isOne();
    }

    @Test
    void endsEachOnceHoweverManyReplicasSweep() {
        accounts.addAll(people.unused(60, LocalDate.of(2024, 1, 1), WARNED));

        Parallel.times(8, () -> sweep.sweep(guard.asOf(MORNING)));
        sweep.sweep(guard.asOf(MORNING));

        assertThat(accounts).allSatisfy(it -> assertThat(people.erasures(it)).isOne());
    }

    @Test
    void countsFromTheDayOnWhichTheRuleWasIntroduced() {
        LocalDate introduced = LocalDate.of(2024, 1, 10);
        Instant due = Instant.parse("2024-07-10T00:00:00Z");
        UUID account = unused(LocalDate.of(2019, 5, 5), 6, due.minus(Duration.ofDays(8)));

        ranLast(due);
        sweep.sweep(new AsOf(due.minusSeconds(1), introduced));
        assertThat(people.isErased(account)).isFalse();

        sweep.sweep(new AsOf(due, introduced));
        assertThat(people.isErased(account)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"PT61M", "-PT61M", "P2D", "-P2D", "P180D"})
    void standsStillWhenItRanLastMoreThanAnHourAgo(Duration gap) {
        UUID idle = unused(LocalDate.of(2023, 9, 1), 6);
        ranLast(MORNING.minus(gap));

        assertThat(sweep.sweep(guard.asOf(MORNING))).contains(Reason.GAP);
        assertThat(sweep.sweep(guard.asOf(MORNING.plusSeconds(1)))).contains(Reason.GAP);
        assertThat(people.isErased(idle)).isFalse();
        assertThat(guard.standing().stopped()).isEqualTo(Reason.GAP);
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);

        guard.confirm(new Shown(Reason.GAP, DAY, 1L), guard.asOf(MORNING), OPERATOR);
        assertThat(sweep.sweep(guard.asOf(MORNING))).isEmpty();
        assertThat(people.isErased(idle)).isTrue();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @ParameterizedTest
    @CsvSource({"PT59M", "-PT59M", "PT0S"})
    void goesOnAfterLessThanAnHour(Duration gap) {
        ranLast(MORNING.minus(gap));

        assertThat(sweep.sweep(guard.asOf(MORNING))).isEmpty();
    }

    @Test
    void takesALongRunForNoGap() {
        guard.objection(guard.asOf(MORNING));
        guard.ended(guard.asOf(MORNING), Duration.ofHours(5));

        assertThat(sweep.sweep(guard.asOf(MORNING.plus(Duration.ofHours(5))))).isEmpty();
    }

    @Test
    void goesOnByItselfWhenTheClockIsRightAgain() {
        sweep.sweep(guard.asOf(MORNING));
        assertThat(sweep.sweep(guard.asOf(MORNING.plus(Duration.ofDays(40))))).contains(Reason.GAP);

        assertThat(sweep.sweep(guard.asOf(MORNING.plus(Duration.ofMinutes(40))))).isEmpty();
        assertThat(guard.standing().stopped()).isNull();
    }

    @Test
    void standsStillWhenMoreThanAHundredAreDueAtOnce() {
        accounts.addAll(people.unused(101, LocalDate.of(2024, 1, 1), WARNED));

        assertThat(sweep.sweep(guard.asOf(MORNING))).contains(Reason.MANY);
        assertThat(accounts).noneMatch(people::isErased);
        assertThat(sweep.sweep(guard.asOf(MORNING))).contains(Reason.MANY);

        guard.confirm(new Shown(Reason.MANY, DAY, 101L), guard.asOf(MORNING), OPERATOR);
        accounts.addAll(people.unused(1, LocalDate.of(2024, 1, 1), WARNED));
        assertThat(sweep.sweep(guard.asOf(MORNING))).contains(Reason.MANY);

        guard.confirm(new Shown(Reason.MANY, DAY, 102L), guard.asOf(MORNING), OPERATOR);
        assertThat(sweep.sweep(guard.asOf(MORNING))).isEmpty();
        assertThat(accounts).allMatch(people::isErased);
    }

    @Test
    void letsNoMoreGoThanAnOperatorConfirmed() {
        accounts.addAll(people.unused(101, LocalDate.of(2024, 1, 1), WARNED));
        sweep.sweep(guard.asOf(MORNING));
        guard.confirm(new Shown(Reason.MANY, DAY, 101L), guard.asOf(MORNING), OPERATOR);
        sweep.sweep(guard.asOf(MORNING));
        assertThat(accounts).allMatch(people::isErased);

        List<UUID> others = people.unused(101, LocalDate.of(2024, 1, 1), WARNED);
        accounts.addAll(others);

        assertThat(sweep.sweep(guard.asOf(MORNING.plus(Duration.ofMinutes(10))))).contains(Reason.MANY);
        assertThat(others).noneMatch(people::isErased);
    }

    @Test
    void letsNoMoreGoThanAreDueWhateverWasTyped() {
        accounts.addAll(people.unused(101, LocalDate.of(2024, 1, 1), WARNED));
        sweep.sweep(guard.asOf(MORNING));
        guard.confirm(new Shown(Reason.MANY, DAY, 50_000L), guard.asOf(MORNING), OPERATOR);
        unused(LocalDate.of(2024, 1, 1), 1);

        assertThat(sweep.sweep(guard.asOf(MORNING))).contains(Reason.MANY);
        assertThat(accounts).noneMatch(people::isErased);
    }

    @Test
    void countsOnceWhereRunsOfTwoDaysAlternate() {
        Instant midnight = DAY.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        accounts.addAll(people.unused(60, LocalDate.of(2024, 1, 1), WARNED));
        assertThat(sweep.sweep(guard.asOf(midnight.plus(Duration.ofMinutes(10))))).isEmpty();
        accounts.addAll(people.unused(30, LocalDate.of(2024, 1, 1), WARNED));
        assertThat(sweep.sweep(guard.asOf(midnight.minus(Duration.ofMinutes(10))))).isEmpty();
        assertThat(accounts).allMatch(people::isErased);
        List<UUID> others = people.unused(60, LocalDate.of(2024, 1, 1), WARNED);
        accounts.addAll(others);

        assertThat(sweep.sweep(guard.asOf(midnight.minus(Duration.ofMinutes(5))))).contains(Reason.MANY);
        assertThat(sweep.sweep(guard.asOf(midnight.plus(Duration.ofMinutes(20))))).contains(Reason.MANY);
        assertThat(others).noneMatch(people::isErased);
        sweeps(midnight.plus(Duration.ofDays(1)));
        assertThat(others).allMatch(people::isErased);
    }

    @Test
    void forgetsOldWarningsInPartsAndPassesOverWhomSomebodyIsBusyWith() {
        accounts.addAll(people.unused(401, LocalDate.of(2024, 1, 1), MORNING.minus(Duration.ofDays(31))));
        UUID busy = accounts.getFirst();

        transactions.executeWithoutResult(_ -> {
            jdbc.sql("SELECT 1 FROM activity WHERE account_id = ? FOR UPDATE").param(busy).query().singleRow();
            Parallel.times(2, this::forgetsOldWarnings);
        });
        assertThat(warned()).containsExactly(busy);

        forgetsOldWarnings();
        assertThat(warned()).isEmpty();
    }

    private boolean forgetsOldWarnings() {
        activity.forgetStaleWarnings(guard.asOf(MORNING));
        return true;
    }

    private List<UUID> warned() {
        return jdbc.sql("SELECT account_id FROM activity WHERE account_id = ANY(?) AND told IS NOT NULL")
                .param(accounts.toArray(UUID[]::new)).query((row, _) -> row.getObject(1, UUID.class)).list();
    }

    @Test
    void letsNoMoreGoInADayThanUsual() {
        accounts.addAll(people.unused(60, LocalDate.of(2024, 1, 1), WARNED));
        sweep.sweep(guard.asOf(MORNING));
        List<UUID> others = people.unused(60, LocalDate.of(2024, 1, 1), WARNED);
        accounts.addAll(others);

        assertThat(sweep.sweep(guard.asOf(MORNING.plus(Duration.ofMinutes(10))))).contains(Reason.MANY);
        assertThat(others).noneMatch(people::isErased);
        sweeps(MORNING.plus(Duration.ofDays(1)));
        assertThat(others).allMatch(people::isErased);
    }

    @ParameterizedTest
    @CsvSource({"GAP, 2024-03-10, 101", "MANY, 2024-03-09, 101", "MANY, 2024-03-10, 100"})
    void takesNoConfirmationOfWhatIsNotSo(Reason reason, LocalDate day, long due) {
        accounts.addAll(people.unused(101, LocalDate.of(2024, 1, 1), WARNED));
        sweep.sweep(guard.asOf(MORNING));

        assertThatThrownBy(() -> guard.confirm(new Shown(reason, day, due), guard.asOf(MORNING), OPERATOR))
                .isInstanceOfSatisfying(Problem.class,
                        it -> assertThat(it.type().code()).isEqualTo("confirmation-outdated"));
        assertThat(guard.standing().stopped()).isEqualTo(Reason.MANY);
    }

    @Test
    void takesNoConfirmationInAdvance() {
        sweep.sweep(guard.asOf(MORNING));

        assertThatThrownBy(() -> guard.confirm(new Shown(Reason.MANY, DAY, 500L), guard.asOf(MORNING), OPERATOR))
                .isInstanceOf(Problem.class);
        assertThat(guard.standing().confirmed()).isZero();
    }

    @Test
    void endsNobodyWhoseWarningIsYoungerThanSevenDays() {
        UUID account = unused(LocalDate.of(2023, 1, 1), 6);
        warnedAt(account, MORNING.minus(Duration.ofDays(7)).plusSeconds(1));

        sweep.sweep(guard.asOf(MORNING));
        assertThat(people.isErased(account)).isFalse();

        sweep.sweep(guard.asOf(MORNING.plusSeconds(1)));
        assertThat(people.isErased(account)).isTrue();
    }

    @Test
    void endsNobodyWhoseWarningIsAMonthOld() {
        UUID account = unused(LocalDate.of(2023, 1, 1), 6);
        warnedAt(account, MORNING.minus(Duration.ofDays(30)));

        assertThat(activity.outlook(guard.asOf(MORNING)).due()).isZero();
        sweeps(MORNING);

        assertThat(people.isErased(account)).isFalse();
        assertThat(jdbc.sql("SELECT warned_at IS NULL FROM activity WHERE account_id = ?").param(account)
                .query(Boolean.class).single()).isTrue();
    }

    @Test
    void endsNobodyWhoseTextWaits() {
        UUID account = unused(LocalDate.of(2023, 1, 1), 6);
        jdbc.sql("UPDATE activity SET told = NULL, warned_at = NULL WHERE account_id = ?").param(account).update();

        sweeps(MORNING);
        sweeps(MORNING.plus(Duration.ofDays(70)));
        assertThat(people.isErased(account)).isFalse();
    }

    /// Who came back after the backup is not known to it; nobody goes before an operator said that it was restored.
    @Test
    void countsFromTodayWhenTheDatabaseWasRestored() {
        Instant now = guard.now().now();
        UUID account = unused(LocalDate.ofInstant(now, ZoneOffset.UTC).minusYears(3), 1,
                now.minus(Duration.ofDays(8)));
        ranLast(now.minus(Duration.ofDays(2)));
        assertThat(sweep.sweep(guard.now())).contains(Reason.GAP);

        TestPeer.as("operator", environment).post().uri("/internal/v1/restored").retrieve().toBodilessEntity();

        assertThat(sweep.sweep(guard.now())).isEmpty();
        assertThat(people.isErased(account)).isFalse();
        assertThat(shown().get("due").asInt()).isZero();
        assertThat(guard.now().countsFrom()).isAfterOrEqualTo(LocalDate.ofInstant(now, ZoneOffset.UTC));
    }

    @Test
    void showsOperatorsWhatIsDueAndLetsThemConfirm() {
        LocalDate today = guard.now().today();
        unused(today.minusYears(3), 1, guard.now().now().minus(Duration.ofDays(8)));
        jdbc.sql("UPDATE self_destruct_sweep SET last_run_at = '2024-01-01'").update();
        sweep.sweep(guard.now());

        JsonNode before = shown();
        TestPeer.as("operator", environment).post().uri("/internal/v1/self-destruct/confirmation")
                .body(Map.of("reason", before.get("stopped").asString(), "today", before.get("today").asString(), "due",
                        before.get("due").asInt()))
                .retrieve().toBodilessEntity();

        assertThat(before.get("due").asInt()).isOne();
        assertThat(before.get("firstDueOn").asString()).isLessThan(today.toString());
        assertThat(before.get("stopped").asString()).isEqualTo("GAP");
        assertThat(shown().has("stopped")).isFalse();
        assertThat(sweep.sweep(guard.now())).isEmpty();
        assertThat(accounts).allMatch(people::isErased);
    }

    private JsonNode shown() {
        return Objects.requireNonNull(TestPeer.as("operator", environment).get().uri("/internal/v1/self-destruct")
                .retrieve().body(JsonNode.class));
    }

    private void warnedAt(UUID account, Instant moment) {
        jdbc.sql("UPDATE activity SET warned_at = ? WHERE account_id = ?").param(moment.atOffset(ZoneOffset.UTC))
                .param(account).update();
    }
}
