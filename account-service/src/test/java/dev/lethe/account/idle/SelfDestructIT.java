package dev.lethe.account.idle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.lethe.account.AccountTest;
import dev.lethe.account.Answer;
import dev.lethe.account.NoticeReader;
import dev.lethe.account.Parallel;
import dev.lethe.account.People;
import dev.lethe.account.People.Device;
import dev.lethe.account.TextInbox;
import dev.lethe.account.VetoReader;
import dev.lethe.account.activity.IdleAccounts;
import dev.lethe.account.activity.IdleAccounts.AsOf;
import dev.lethe.account.activity.IdleAccounts.Untold;
import dev.lethe.events.DeletionEvent.SelfDestructChosen;
import dev.lethe.events.DeletionEvent.SessionIdleChosen;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.test.Eventually;
import dev.lethe.test.TestClock;
import dev.lethe.test.TestEvents;

@AccountTest
class SelfDestructIT {

    @Autowired
    private People people;
    @Autowired
    private TextInbox inbox;
    @Autowired
    private NoticeReader notices;
    @Autowired
    private SelfDestructSweep sweep;
    @Autowired
    private SweepGuard guard;
    @Autowired
    private SelfDestructHealthIndicator health;
    @Autowired
    private IdleAccounts accounts;
    @Autowired
    private TestEvents events;
    @Autowired
    private VetoReader deletions;
    @Autowired
    private TestClock clock;
    @Autowired
    private JdbcClient jdbc;

    private IdlePeople idle;

    @BeforeEach
    void begin() {
        idle = new IdlePeople(jdbc);
        reset();
    }

    @AfterEach
    void reset() {
        jdbc.sql(
                """
                        UPDATE self_destruct_sweep SET restored_on = NULL, last_run_at = NULL, stopped = NULL, text_sent_at = NULL,
                               ended_on = NULL, ended = 0""")
                .update();
    }

    @Test
    void comesAfterSixMonthsUnlessItsOwnerChoseOtherwise() {
        Device ada = people.registers();
        LocalDate day = idle.activeOn(ada.account());

        Answer first = people.get("/v1/account/self-destruct", ada).expect(200);
        Answer changed = choose(ada, 24).expect(200);

        assertThat(first.number("months")).isEqualTo(6);
        assertThat(first.text("lastActiveOn")).isEqualTo(day.toString());
        assertThat(first.text("dueOn")).isEqualTo(day.plusDays(1).plusMonths(6).toString());
        assertThat(changed.text("dueOn")).isEqualTo(day.plusDays(1).plusMonths(24).toString());
        assertThat(people.get("/v1/account/self-destruct", ada).expect(200).body()).isEqualTo(changed.body());
    }

    @Test
    @Tag("case-44")
    void comesNoEarlierByAYoungSession() {
        Device ada = people.registers();
        clock.advance(Duration.ofHours(25));
        Device thief = people.signsIn(ada.number());

        choose(thief, 1).expect(403, "session-too-young");
        choose(thief, 24).expect(200);
        choose(thief, 12).expect(403, "session-too-young");

        assertThat(choose(people.refreshed(ada), 12).expect(200).number("months")).isEqualTo(12);
    }

    @Test
    void isToldToAllDevicesWhenItComesEarlier() {
        Device ada = people.registers();
        choose(ada, 12).expect(200);
        choose(ada, 12).expect(200);
        choose(ada, 1).expect(200);

        assertThat(told(ada, 1)).contains("deletes itself after 1 month without use");
        choose(ada, 3).expect(200);
        choose(ada, 1).expect(200);
        told(ada, 2);
        assertThat(notices.of(ada.account(), Kind.SELF_DESTRUCT)).hasSize(2)
                .allMatch(it -> it.visibleToSessionsStartedBefore() == null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "2", "25", "1200", "2147483648", "1.5", "\"six\"", "null"})
    void comesAfterNoOtherTime(String months) {
        Device ada = people.registers();

        Answer answer = people.call("PUT", "/v1/account/self-destruct", ada, "{\"months\": " + months + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(people.get("/v1/account/self-destruct", ada).number("months")).isEqualTo(6);
    }

    @Test
    void isNobodyElsesToChoose() {
        people.get("/v1/account/self-destruct", null).expect(401, "unauthenticated");
        people.call("PUT", "/v1/account/self-destruct", null, Map.of("months", 1)).expect(401, "unauthenticated");
    }

    @Test
    void countsFromTheDayOnWhichTheLastTokenExpiresAndWritesOnceADay() {
        Device ada = people.registers();
        LocalDate today = idle.activeOn(ada.account());
        AsOf asOf = guard.now();
        assertThat(today).isBetween(asOf.today(), asOf.today().plusDays(1));
        idle.untilDue(ada.account(), asOf.today().plusDays(20));

        Device later = people.refreshed(ada);
        String written = row(ada);
        people.refreshed(later);

        assertThat(idle.activeOn(ada.account())).isAfterOrEqualTo(today);
        assertThat(row(ada)).isEqualTo(written);
    }

    @Test
    void isNotPutOffBySigningOut() {
        Device ada = people.registers();
        LocalDate before = guard.now().today().minusDays(40);
        idle.untilDue(ada.account(), before.plusDays(1).plusMonths(12));
        LocalDate day = idle.activeOn(ada.account());

        people.delete("/v1/sessions/current", ada).expect(200);

        assertThat(idle.activeOn(ada.account())).isEqualTo(day);
    }

    @Test
    void endsTheAccountAsIfItsOwnerHadAskedForIt() {
        Device ada = people.registers();
        idle.untilRipe(ada.account(), guard.now().now());

        sweep.sweep(guard.now());

        Eventually.eventually(Duration.ofSeconds(1), () -> people.get("/v1/me", ada).expect(401, "unauthenticated"));
        people.refreshes(ada.refresh()).expect(401, "refresh-refused");
        assertThat(idle.erasures(ada.account())).isOne();
        assertThat(people.signsIn(ada.number()).account()).isNotEqualTo(ada.account());
    }

    @Test
    void tellsDevicesThirtySevenAndOneDaysBefore() {
        Device ada = people.registers();
        AsOf asOf = guard.now();
        for (int days : new int[] {31, 30, 29, 8}) {
            goesIn(days, ada, asOf);
        }
        assertThat(told(ada, 1)).contains("deletes itself on");
        goesIn(7, ada, asOf);
        warnedLongAgo(ada, asOf);
        goesIn(2, ada, asOf);
        told(ada, 2);
        goesIn(1, ada, asOf);
        told(ada, 3);
        sweep.sweep(asOf);

        assertThat(notices.of(ada.account(), Kind.SELF_DESTRUCT)).hasSize(3);
        assertThat(inbox.count(ada.number())).isOne();
    }

    @Test
    void tellsAnOwnerWithoutADeviceByASingleText() {
        Device ada = people.registers();
        AsOf asOf = guard.now();
        people.delete("/v1/sessions/current", ada).expect(200);

        goesIn(30, ada, asOf);
        assertThat(inbox.count(ada.number())).isOne();
        goesIn(7, ada, asOf);
        sweep.sweep(asOf);
        warnedLongAgo(ada, asOf);
        goesIn(1, ada, asOf);

        assertThat(inbox.count(ada.number())).isEqualTo(2);
        assertThat(notices.of(ada.account(), Kind.SELF_DESTRUCT)).isEmpty();
    }

    @Test
    void saysNothingToWhoChoseOneMonthBeforeTheLastSevenDays() {
        Device ada = people.registers();
        AsOf asOf = guard.now();

        goesAMonthAfter(asOf.today().plusDays(29).minusMonths(1), ada, asOf);
        goesAMonthAfter(monthBeforeOrNext(asOf.today().plusDays(8)), ada, asOf);
        assertThat(isTold(ada)).isFalse();
        goesAMonthAfter(asOf.today().plusDays(7).minusMonths(1), ada, asOf);

        assertThat(isTold(ada)).isTrue();
        told(ada, 1);
    }

    @Test
    void isToldAnewWhenTheSweepStoodStillForAMonth() {
        Device ada = people.registers();
        AsOf asOf = guard.now();
        goesIn(7, ada, asOf);
        told(ada, 1);

        AsOf later = asOf.after(Duration.ofDays(31));
        sweeps(later);
        assertThat(idle.isErased(ada.account())).isFalse();
        assertThat(told(ada, 2)).contains(spoken(later.after(Duration.ofDays(7)).today()));
        sweeps(later.after(Duration.ofDays(7).plusHours(1)));
        assertThat(idle.isErased(ada.account())).isTrue();
    }

    @Test
    void isToldAnewWhenItsDayWasPutOff() {
        Device ada = people.registers();
        AsOf asOf = guard.now();
        goesIn(7, ada, asOf);
        told(ada, 1);

        sweeps(new AsOf(asOf.now(), asOf.today()));
        assertThat(isTold(ada)).isFalse();
        sweeps(asOf);
        told(ada, 2);
    }

    @Test
    void tellsNobodyOfADayThatTheOwnerPutOffMeanwhile() {
        Device ada = people.registers();
        AsOf asOf = guard.now();
        idle.untilDue(ada.account(), asOf.today().plusDays(5));
        Untold untold = accounts.untold(asOf, Integer.MAX_VALUE).stream()
                .filter(it -> it.account().equals(ada.account())).findFirst().orElseThrow();

        choose(ada, 24).expect(200);

        assertThat(accounts.tell(untold, asOf, false)).isFalse();
    }

    @Test
    @Tag("case-20")
    void isChosenAgainWhenARestoreForgotTheChoice() {
        Device ada = people.registers();
        choose(ada, 24).expect(200);
        Instant chosenAt = clock.instant();
        jdbc.sql("UPDATE activity SET months = 6, chosen_at = NULL, choice = 0 WHERE account_id = ?")
                .param(ada.account()).update();

        events.publish("account-service", new SelfDestructChosen(ada.account(), 24, chosenAt, 1L));
        Eventually.eventually(() -> assertThat(months(ada)).isEqualTo(24));

        events.publish("account-service", new SelfDestructChosen(ada.account(), 1, chosenAt.plusSeconds(60), 1L));
        events.publish("account-service", new SelfDestructChosen(ada.account(), 7, chosenAt.plusSeconds(30), 5L));
        isReadSoFar(ada, chosenAt);
        assertThat(months(ada)).isEqualTo(24);

        events.publish("account-service", new SelfDestructChosen(ada.account(), 3, chosenAt.minusSeconds(60), 2L));
        Eventually.eventually(() -> assertThat(months(ada)).isEqualTo(3));
    }

    /// Events about one account are read in their order, so that this one comes last.
    private void isReadSoFar(Device device, Instant at) {
        events.publish("account-service", new SessionIdleChosen(device.account(), 60, at, 1L));
        Eventually.eventually(() -> assertThat(people.get("/v1/account/session-idle", device).expect(200)
                .number("days")).isEqualTo(60));
    }

    @Test
    @Tag("case-20")
    void staysAsChosenLastWhateverTheClocksSay() {
        Device ada = people.registers();
        accounts.chooseAgain(ada.account(), 24, clock.instant(), null);
        accounts.chooseAgain(ada.account(), 1, clock.instant().minusSeconds(60), null);
        assertThat(months(ada)).isEqualTo(24);
        choose(ada, 3).expect(200);
        choose(ada, 12).expect(200);
        Instant ahead = clock.instant().plus(Duration.ofHours(1));

        accounts.chooseAgain(ada.account(), 24, ahead, 1L);
        accounts.chooseAgain(ada.account(), 3, clock.instant().minusSeconds(60), null);
        assertThat(months(ada)).isEqualTo(12);

        accounts.chooseAgain(ada.account(), 18, ahead.minus(Duration.ofHours(2)), 3L);
        assertThat(months(ada)).isEqualTo(18);
    }

    @Test
    @Tag("case-20")
    void staysAsAnOlderReplicaWasToldAfterACountedChoice() {
        Device ada = people.registers();
        Instant first = clock.instant();

        for (int replay = 0; replay < 2; replay++) {
            accounts.chooseAgain(ada.account(), 24, first, 1L);
            accounts.chooseAgain(ada.account(), 3, first.plusSeconds(60), null);
            assertThat(months(ada)).isEqualTo(3);
        }

        accounts.chooseAgain(ada.account(), 18, first, 2L);
        assertThat(months(ada)).isEqualTo(18);
    }

    @Test
    void tellsWhatWasChosenForARestore() {
        Device ada = people.registers();
        choose(ada, 24).expect(200);
        choose(ada, 24).expect(200);
        choose(ada, 12).expect(200);

        Eventually.eventually(() -> assertThat(deletions.chosen(ada.account())).containsExactly(24, 12));
    }

    @Test
    void goesSevenDaysAfterItsOwnerWasTold() {
        Device ada = people.registers();
        AsOf asOf = guard.now();
        goesIn(-1, ada, asOf);
        LocalDate day = asOf.after(Duration.ofDays(7)).today();

        assertThat(told(ada, 1)).endsWith("deletes itself on " + spoken(day) + ", unless you open Lethe before.");
        sweeps(asOf.after(Duration.ofDays(7).minusMinutes(1)));
        assertThat(idle.isErased(ada.account())).isFalse();
        sweeps(asOf.after(Duration.ofDays(7).plusHours(1)));
        assertThat(idle.isErased(ada.account())).isTrue();
    }

    @Test
    void goesSevenDaysAfterTheGatewayTookTheTextAndNoEarlier() {
        Device ada = people.registers();
        AsOf asOf = guard.now();
        people.delete("/v1/sessions/current", ada).expect(200);
        inbox.refuse(ada.number());
        goesIn(7, ada, asOf);

        sweeps(asOf.after(Duration.ofDays(8)));
        assertThat(idle.isErased(ada.account())).isFalse();

        inbox.takeAgain(ada.number());
        AsOf sent = asOf.after(Duration.ofDays(8).plusHours(2));
        sweeps(sent);
        assertThat(inbox.latest(ada.number())).containsAnyOf(spoken(sent.after(Duration.ofDays(7)).today()),
                spoken(sent.after(Duration.ofDays(7).plusMinutes(30)).today()));
        sweeps(sent.after(Duration.ofDays(7).minusMinutes(1)));
        assertThat(idle.isErased(ada.account())).isFalse();
        sweeps(sent.after(Duration.ofDays(7).plusHours(1)));
        assertThat(idle.isErased(ada.account())).isTrue();
    }

    @Test
    void isTriedForFourteenDaysWhereTheGatewayTakesOtherTexts() {
        Device ada = people.registers();
        Device bob = people.registers();
        AsOf asOf = guard.now();
        for (Device device : List.of(ada, bob)) {
            people.delete("/v1/sessions/current", device).expect(200);
            inbox.refuse(device.number());
            goesIn(7, device, asOf);
        }
        tried(ada, 14 * 24 - 1);
        jdbc.sql("UPDATE self_destruct_sweep SET text_sent_at = NULL").update();

        sweeps(asOf.after(Duration.ofHours(2)));
        assertThat(tries(ada)).isEqualTo(14 * 24 - 1);
        assertThat(isWarned(ada)).isFalse();

        inbox.takeAgain(bob.number());
        sweeps(asOf.after(Duration.ofHours(4)));
        assertThat(tries(ada)).isEqualTo(14 * 24);
        assertThat(isWarned(ada)).isTrue();
        assertThat(health.health().getDetails()).containsEntry("textsGivenUp", 1L);

        inbox.takeAgain(ada.number());
        Device back = people.signsIn(ada.number());
        assertThat(tries(back)).isZero();
    }

    @Test
    void saysNothingToWhoIsBack() {
        Device ada = people.registers();
        AsOf asOf = guard.now();
        people.delete("/v1/sessions/current", ada).expect(200);
        goesIn(7, ada, asOf);
        int texts = inbox.count(ada.number());

        Device back = people.signsIn(ada.number());
        sweep.sweep(asOf);

        assertThat(back.account()).isEqualTo(ada.account());
        assertThat(inbox.count(ada.number())).isEqualTo(texts + 1);
        assertThat(people.get("/v1/account/self-destruct", back).text("dueOn"))
                .isGreaterThan(asOf.today().plusMonths(11).toString());
    }

    /// Either the refresh comes first and the account lives on, or the sweep does and there is nothing to refresh.
    @RepeatedTest(3)
    @Tag("case-14")
    void letsOneOfTheTwoWinAgainstARefresh() {
        List<Device> all = Stream.generate(people::registers).limit(8).toList();
        all.forEach(it -> idle.untilRipe(it.account(), guard.now().now()));

        List<Answer> answers = Parallel.all(withSweeps(all.stream()
                .map(it -> (Callable<Answer>) () -> Answer.atLast(() -> people.refreshes(it.refresh())))));
        sweep.sweep(guard.now());

        for (int i = 0; i < all.size(); i++) {
            Device device = all.get(i);
            boolean cameBack = answers.get(i).status() == 200;
            assertThat(idle.isErased(device.account())).isNotEqualTo(cameBack);
            assertThat(idle.erasures(device.account())).isEqualTo(cameBack ? 0 : 1);
            if (!cameBack) {
                answers.get(i).expect(401, "refresh-refused");
            }
        }
    }

    @RepeatedTest(3)
    @Tag("case-14")
    void letsOneOfTheTwoWinAgainstASignIn() {
        Device ada = people.registers();
        clock.advance(Duration.ofSeconds(61));
        String request = people.asksForCode(ada.number()).expect(202).text("requestId");
        String code = inbox.codeAfter(ada.number(), 1);
        idle.untilRipe(ada.account(), guard.now().now());

        Answer signedIn = Parallel
                .all(withSweeps(Stream.of(() -> Answer.atLast(() -> people.entersCode(request, code))))).getFirst();

        boolean isErased = idle.isErased(ada.account());
        if (isErased && signedIn.status() != 201) {
            // the account took the open codes of its number along
            signedIn.expect(409, "code-used");
            return;
        }
        signedIn.expect(201);
        assertThat(signedIn.body().get("registered").asBoolean()).isEqualTo(isErased);
        assertThat(signedIn.text("accountId").equals(ada.account().toString())).isNotEqualTo(isErased);
    }

    private List<Callable<Answer>> withSweeps(Stream<Callable<Answer>> acts) {
        Callable<Answer> sweeping = () -> {
            sweep.sweep(guard.now());
            return people.get("/v1/me", null);
        };
        return Stream.concat(acts, Stream.of(sweeping, sweeping, sweeping)).toList();
    }

    private Answer choose(Device device, int months) {
        return people.call("PUT", "/v1/account/self-destruct", device, Map.of("months", months));
    }

    private String row(Device device) {
        return jdbc.sql("SELECT ctid::text || xmin || xmax FROM activity WHERE account_id = ?").param(device.account())
                .query(String.class).single();
    }

    /// Lets days pass until the account goes in so many, and sweeps.
    private void goesIn(int days, Device device, AsOf asOf) {
        jdbc.sql("UPDATE activity SET active_on = ?, months = 12 WHERE account_id = ?")
                .param(asOf.today().plusDays(days).minusMonths(12).minusDays(1)).param(device.account()).update();
        sweep.sweep(asOf);
    }

    /// As if the sweep had run all the time until then.
    private void sweeps(AsOf asOf) {
        jdbc.sql("UPDATE self_destruct_sweep SET last_run_at = NULL").update();
        assertThat(sweep.sweep(asOf)).isEmpty();
    }

    /// The same for an owner who chose one month.
    private void goesAMonthAfter(LocalDate day, Device device, AsOf asOf) {
        jdbc.sql("UPDATE activity SET active_on = ?, months = 1 WHERE account_id = ?").param(day.minusDays(1))
                .param(device.account()).update();
        sweep.sweep(asOf);
    }

    /// No day lies a month before the 31st of March: the last of February leads to the 28th, the next day to the 1st of April.
    private static LocalDate monthBeforeOrNext(LocalDate day) {
        LocalDate before = day.minusMonths(1);
        return before.plusMonths(1).isBefore(day) ? before.plusDays(1) : before;
    }

    private long months(Device device) {
        return people.get("/v1/account/self-destruct", device).expect(200).number("months");
    }

    private boolean isTold(Device device) {
        return jdbc.sql("SELECT told IS NOT NULL FROM activity WHERE account_id = ?").param(device.account())
                .query(Boolean.class).single();
    }

    private void tried(Device device, int tries) {
        jdbc.sql("UPDATE activity SET text_tries = ? WHERE account_id = ?").param(tries).param(device.account())
                .update();
    }

    private int tries(Device device) {
        return jdbc.sql("SELECT text_tries FROM activity WHERE account_id = ?").param(device.account())
                .query(Integer.class).single();
    }

    private boolean isWarned(Device device) {
        return jdbc.sql("SELECT warned_at IS NOT NULL FROM activity WHERE account_id = ?").param(device.account())
                .query(Boolean.class).single();
    }

    private static String spoken(LocalDate day) {
        return DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).format(day);
    }

    private void warnedLongAgo(Device device, AsOf asOf) {
        jdbc.sql("UPDATE activity SET warned_at = ? WHERE account_id = ?")
                .param(asOf.now().minus(Duration.ofDays(8)).atOffset(ZoneOffset.UTC)).param(device.account()).update();
    }

    private String told(Device device, int count) {
        return notices.text(notices.latest(device.account(), Kind.SELF_DESTRUCT, count));
    }
}
