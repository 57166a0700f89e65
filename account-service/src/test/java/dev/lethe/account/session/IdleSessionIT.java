package dev.lethe.account.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.lethe.account.AccountTest;
import dev.lethe.account.Answer;
import dev.lethe.account.People;
import dev.lethe.account.People.Device;
import dev.lethe.events.DeletionEvent.SelfDestructChosen;
import dev.lethe.events.DeletionEvent.SessionIdleChosen;
import dev.lethe.test.Eventually;
import dev.lethe.test.TestClock;
import dev.lethe.test.TestEvents;

@AccountTest
class IdleSessionIT {

    @Autowired
    private People people;
    @Autowired
    private SessionEnding ending;
    @Autowired
    private IdleSessions idle;
    @Autowired
    private TestClock clock;
    @Autowired
    private TestEvents events;
    @Autowired
    private JdbcClient jdbc;

    @Test
    void endsAfterAHundredAndEightyDaysUnlessItsOwnerChoseOtherwise() {
        Device usual = people.registers();
        Device longer = people.registers();
        Device shorter = people.registers();
        assertThat(people.get("/v1/account/session-idle", usual).expect(200).number("days")).isEqualTo(180);
        assertThat(choose(longer, 366).expect(200).number("days")).isEqualTo(366);
        choose(shorter, 7).expect(200);

        clock.advance(Duration.ofDays(7));
        Device again = people.refreshed(shorter);
        clock.advance(Duration.ofDays(9));
        people.refreshes(again.refresh()).expect(401, "refresh-refused");
        clock.advance(Duration.ofDays(166));
        people.refreshes(usual.refresh()).expect(401, "refresh-refused");
        people.refreshes(longer.refresh()).expect(200);
    }

    @Test
    void endsByItselfToo() {
        Device usual = people.registers();
        Device longer = people.registers();
        choose(longer, 366).expect(200);
        clock.advance(Duration.ofDays(182));

        ending.endIdle();

        assertThat(sessions(usual)).isZero();
        assertThat(sessions(longer)).isOne();
    }

    @Test
    void isKeptUntilAnAccountGoesThatItsOwnerWasToldOf() {
        Device told = people.registers();
        jdbc.sql("UPDATE activity SET told = 30 WHERE account_id = ?").param(told.account()).update();
        clock.advance(Duration.ofDays(182));

        ending.endIdle();

        assertThat(sessions(told)).isOne();
        people.refreshes(told.refresh()).expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6", "367", "-1", "0", "7.5", "null", "\"ninety\"", "99999999999"})
    void endsAfterNoOtherTime(String days) {
        Device ada = people.registers();

        assertThat(people.call("PUT", "/v1/account/session-idle", ada, "{\"days\": " + days + "}").status())
                .isEqualTo(400);
        assertThat(people.get("/v1/account/session-idle", ada).number("days")).isEqualTo(180);
    }

    @Test
    @Tag("case-44")
    void isNotForAYoungSessionToChoose() {
        Device ada = people.registers();
        clock.advance(Duration.ofHours(25));
        Device thief = people.signsIn(ada.number());

        choose(thief, 7).expect(403, "session-too-young");
        choose(people.refreshed(ada), 30).expect(200);
    }

    @Test
    @Tag("case-20")
    void isChosenAgainWhenARestoreForgotTheChoice() {
        Device ada = people.registers();
        choose(ada, 30).expect(200);
        Instant chosenAt = clock.instant();
        jdbc.sql("DELETE FROM session_setting WHERE account_id = ?").param(ada.account()).update();

        events.publish("account-service", new SessionIdleChosen(ada.account(), 30, chosenAt, 1L));
        Eventually.eventually(() -> assertThat(days(ada)).isEqualTo(30));

        events.publish("account-service", new SessionIdleChosen(ada.account(), 7, chosenAt.plusSeconds(60), 1L));
        events.publish("account-service", new SessionIdleChosen(ada.account(), 400, chosenAt.plusSeconds(30), 5L));
        isReadSoFar(ada, chosenAt);
        assertThat(days(ada)).isEqualTo(30);

        events.publish("account-service", new SessionIdleChosen(ada.account(), 60, chosenAt.minusSeconds(60), 2L));
        Eventually.eventually(() -> assertThat(days(ada)).isEqualTo(60));
    }

    /// Events about one account are read in their order, so that this one comes last.
    private void isReadSoFar(Device device, Instant at) {
        events.publish("account-service", new SelfDestructChosen(device.account(), 24, at, 1L));
        Eventually.eventually(() -> assertThat(people.get("/v1/account/self-destruct", device).expect(200)
                .number("months")).isEqualTo(24));
    }

    @Test
    @Tag("case-20")
    void staysAsChosenLastWhateverTheClocksSay() {
        Device ada = people.registers();
        idle.chooseAgain(ada.account(), 90, clock.instant(), null);
        idle.chooseAgain(ada.account(), 7, clock.instant().minusSeconds(60), null);
        assertThat(days(ada)).isEqualTo(90);
        choose(ada, 30).expect(200);
        choose(ada, 60).expect(200);
        Instant ahead = clock.instant().plus(Duration.ofHours(1));

        idle.chooseAgain(ada.account(), 30, ahead, 1L);
        idle.chooseAgain(ada.account(), 7, clock.instant().minusSeconds(60), null);
        assertThat(days(ada)).isEqualTo(60);

        idle.chooseAgain(ada.account(), 90, ahead.minus(Duration.ofHours(2)), 3L);
        assertThat(days(ada)).isEqualTo(90);
    }

    @Test
    @Tag("case-20")
    void staysAsAnOlderReplicaWasToldAfterACountedChoice() {
        Device ada = people.registers();
        Instant first = clock.instant();

        for (int replay = 0; replay < 2; replay++) {
            idle.chooseAgain(ada.account(), 90, first, 1L);
            idle.chooseAgain(ada.account(), 30, first.plusSeconds(60), null);
            assertThat(days(ada)).isEqualTo(30);
        }

        idle.chooseAgain(ada.account(), 60, first, 2L);
        assertThat(days(ada)).isEqualTo(60);
    }

    private long days(Device device) {
        return people.get("/v1/account/session-idle", device).expect(200).number("days");
    }

    private Answer choose(Device device, int days) {
        return people.call("PUT", "/v1/account/session-idle", device, Map.of("days", days));
    }

    private int sessions(Device device) {
        return jdbc.sql("SELECT count(*) FROM session WHERE id = ?").param(device.session()).query(Integer.class)
                .single();
    }
}
