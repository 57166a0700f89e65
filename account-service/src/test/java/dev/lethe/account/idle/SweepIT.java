package dev.lethe.account.idle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
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

import tools.jackson.databind.JsonNode;

import dev.lethe.account.AccountTest;
import dev.lethe.account.Parallel;
import dev.lethe.account.activity.IdleAccounts.AsOf;
import dev.lethe.account.idle.SweepGuard.Reason;
import dev.lethe.test.TestPeer;

/// The sweep at days that were, over accounts that nobody signs in to: no other account of this database is idle then.
@AccountTest
@Tag("case-13")
class SweepIT {

    private static final Instant MORNING = Instant.parse("2024-03-10T06:00:00Z");

    @Autowired
    private SelfDestructSweep sweep;
    @Autowired
    private SweepGuard guard;
    @Autowired
    private SelfDestructHealthIndicator health;
    @Autowired
    private Environment environment;
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
                        UPDATE self_destruct_sweep SET restored_on = NULL, last_run_on = NULL, stopped = NULL, confirmed_on = NULL,
                               confirmed = 0""")
                .update();
    }

    private UUID unused(LocalDate activeOn, int months) {
        UUID account = people.unused(activeOn, months);
        accounts.add(account);
        return account;
    }

    private AsOf at(OffsetDateTime moment) {
        return guard.asOf(moment.toInstant());
    }

    @ParameterizedTest
    @CsvSource({"2023-09-09, 6, 2024-03-10", "2023-08-30, 6, 2024-02-29", "2022-08-30, 6, 2023-02-28",
        "2023-12-30, 1, 2024-01-31", "2024-01-30, 1, 2024-02-29", "2023-09-30, 6, 2024-04-01",
        "2024-04-26, 6, 2024-10-27", "2022-02-28, 24, 2024-03-01", "2024-02-29, 12, 2025-03-01",
        "2022-12-31, 18, 2024-07-01", "2023-11-30, 3, 2024-03-01"})
    void endsAnAccountAtTheStartOfItsDayAndNoEarlier(LocalDate activeOn, int months, LocalDate due) {
        OffsetDateTime midnight = due.atStartOfDay().atOffset(ZoneOffset.UTC);
        UUID account = unused(activeOn, months);

        assertThat(sweep.sweep(at(midnight.minusHours(1)))).isEmpty();
        assertThat(people.isErased(account)).isFalse();
        sweep.sweep(at(midnight.plusHours(1)));
        assertThat(people.isErased(account)).isTrue();

        sweep.sweep(at(midnight.minusHours(23)));
        sweep.sweep(at(midnight.plusHours(2)));
        assertThat(people.erasures(account)).isOne();
    }

    @Test
    void endsNobodyEarlierWhenTheClockJumpsBack() {
        UUID account = unused(LocalDate.of(2023, 9, 10), 6);

        sweep.sweep(guard.asOf(MORNING));
        sweep.sweep(guard.asOf(MORNING.minus(Duration.ofDays(1))));
        assertThat(people.isErased(account)).isFalse();

        sweep.sweep(guard.asOf(MORNING.plus(Duration.ofDays(1))));
        assertThat(people.erasures(account)).isOne();
    }

    @Test
    void endsEachOnceHoweverManyReplicasSweep() {
        accounts.addAll(people.unused(60, LocalDate.of(2024, 1, 1)));

        Parallel.times(8, () -> sweep.sweep(guard.asOf(MORNING)));
        sweep.sweep(guard.asOf(MORNING));

        assertThat(accounts).allSatisfy(it -> assertThat(people.erasures(it)).isOne());
    }

    @Test
    void countsFromTheDayOnWhichTheRuleWasIntroduced() {
        UUID account = unused(LocalDate.of(2019, 5, 5), 6);
        LocalDate introduced = LocalDate.of(2024, 1, 10);
        Instant due = Instant.parse("2024-07-10T00:00:00Z");

        sweep.sweep(new AsOf(due.minusSeconds(1), introduced));
        assertThat(people.isErased(account)).isFalse();

        sweep.sweep(new AsOf(due, introduced));
        assertThat(people.isErased(account)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"P4D", "-P4D", "P180D"})
    void standsStillWhenTheDayMovedByMoreThanThreeDays(Duration jump) {
        UUID account = unused(LocalDate.of(2023, 9, 1), 6);
        sweep.sweep(guard.asOf(MORNING.minus(jump)));
        people.remove(List.of(account));
        UUID idle = unused(LocalDate.of(2023, 9, 1), 6);

        assertThat(sweep.sweep(guard.asOf(MORNING))).contains(Reason.DAY);
        assertThat(people.isErased(idle)).isFalse();
        assertThat(guard.standing().stopped()).isEqualTo(Reason.DAY);
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);

        guard.confirm(guard.asOf(MORNING));
        assertThat(sweep.sweep(guard.asOf(MORNING))).isEmpty();
        assertThat(people.isErased(idle)).isTrue();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @ParameterizedTest
    @CsvSource({"P3D", "-P3D", "PT0S"})
    void goesOnOverThreeDays(Duration move) {
        sweep.sweep(guard.asOf(MORNING));

        assertThat(sweep.sweep(guard.asOf(MORNING.plus(move)))).isEmpty();
    }

    @Test
    void goesOnByItselfWhenTheClockIsRightAgain() {
        sweep.sweep(guard.asOf(MORNING));
        assertThat(sweep.sweep(guard.asOf(MORNING.plus(Duration.ofDays(40))))).contains(Reason.DAY);

        assertThat(sweep.sweep(guard.asOf(MORNING.plus(Duration.ofDays(1))))).isEmpty();
        assertThat(guard.standing().stopped()).isNull();
    }

    @Test
    void standsStillWhenMoreThanAHundredAreDueAtOnce() {
        accounts.addAll(people.unused(101, LocalDate.of(2024, 1, 1)));

        assertThat(sweep.sweep(guard.asOf(MORNING))).contains(Reason.MANY);
        assertThat(accounts).noneMatch(people::isErased);
        assertThat(sweep.sweep(guard.asOf(MORNING))).contains(Reason.MANY);

        guard.confirm(guard.asOf(MORNING));
        accounts.addAll(people.unused(1, LocalDate.of(2024, 1, 1)));
        assertThat(sweep.sweep(guard.asOf(MORNING))).contains(Reason.MANY);

        guard.confirm(guard.asOf(MORNING));
        assertThat(sweep.sweep(guard.asOf(MORNING))).isEmpty();
        assertThat(accounts).allMatch(people::isErased);
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
    void endsNobodyWhoWasNeverWarned() {
        UUID account = unused(LocalDate.of(2023, 1, 1), 6);
        jdbc.sql("UPDATE activity SET told = NULL, warned_at = NULL WHERE account_id = ?").param(account).update();

        sweep.sweep(guard.asOf(MORNING));
        assertThat(people.isErased(account)).isFalse();
        sweep.sweep(guard.asOf(MORNING.plus(Duration.ofDays(3))));
        sweep.sweep(guard.asOf(MORNING.plus(Duration.ofDays(6))));
        assertThat(people.isErased(account)).isFalse();

        sweep.sweep(guard.asOf(MORNING.plus(Duration.ofDays(7))));
        assertThat(people.isErased(account)).isTrue();
    }

    @Test
    void countsFromTodayWhenTheDatabaseWasRestored() {
        Instant now = guard.now().now();
        UUID account = unused(LocalDate.ofInstant(now, ZoneOffset.UTC).minusYears(3), 1);

        TestPeer.as("operator", environment).post().uri("/internal/v1/restored").retrieve().toBodilessEntity();

        sweep.sweep(guard.now());
        assertThat(people.isErased(account)).isFalse();
        assertThat(shown().get("due").asInt()).isZero();
        assertThat(guard.now().countsFrom()).isAfterOrEqualTo(LocalDate.ofInstant(now, ZoneOffset.UTC));
    }

    @Test
    void showsOperatorsWhatIsDueAndLetsThemConfirm() {
        LocalDate today = guard.now().today();
        unused(today.minusYears(3), 1);
        jdbc.sql("UPDATE self_destruct_sweep SET last_run_on = '2024-01-01'").update();
        sweep.sweep(guard.now());

        JsonNode before = shown();
        TestPeer.as("operator", environment).post().uri("/internal/v1/self-destruct/confirmation").retrieve()
                .toBodilessEntity();

        assertThat(before.get("due").asInt()).isOne();
        assertThat(before.get("firstDueOn").asString()).isLessThan(today.toString());
        assertThat(before.get("stopped").asString()).isEqualTo("DAY");
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
