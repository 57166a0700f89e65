package dev.lethe.account.numberchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.lethe.account.AccountTest;
import dev.lethe.account.Answer;
import dev.lethe.account.NoticeReader;
import dev.lethe.account.OperatorDesk;
import dev.lethe.account.Parallel;
import dev.lethe.account.People;
import dev.lethe.account.People.Device;
import dev.lethe.account.TextInbox;
import dev.lethe.account.VetoReader;
import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.NumberLeft;
import dev.lethe.events.EventTypes;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;
import dev.lethe.platform.vault.Keyholders;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;
import dev.lethe.test.Eventually;
import dev.lethe.test.TestClock;
import dev.lethe.test.TestEvents;
import dev.lethe.test.vault.InMemoryKeyholder;

@AccountTest
class NumberChangeIT {

    @Autowired
    private People people;
    @Autowired
    private TextInbox inbox;
    @Autowired
    private NoticeReader notices;
    @Autowired
    private TestClock clock;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private TestEvents events;
    @Autowired
    private Vault vault;
    @Autowired
    private VetoReader deletions;
    @Autowired
    private List<EventConsumer> consumers;
    @Autowired
    private Keyholders keyholders;
    @Autowired
    private NumberMovesHealthIndicator health;
    @Autowired
    private Environment environment;

    private record Asked(String requestId, String oldCode, String newCode) {}

    @Test
    void movesTheAccountAndFreesTheOldNumber() {
        Device ada = people.registers();
        String number = People.unusedNumber();
        Asked asked = asks(ada, number);

        Answer answer = confirms(ada, asked).expect(200);

        assertThat(answer.text("number")).isEqualTo(number);
        assertThat(people.get("/v1/me", ada).expect(200).text("number")).isEqualTo(number);
        people.refreshes(ada.refresh()).expect(200);
        assertThat(people.signsIn(number).account()).isEqualTo(ada.account());
        assertThat(people.signsIn(ada.number()).account()).isNotEqualTo(ada.account());
        notices.latest(ada.account(), Kind.NUMBER_CHANGED, 1);
    }

    @Test
    @Tag("case-44")
    void isRefusedToAYoungSession() {
        Device ada = people.registers();
        clock.advance(Duration.ofHours(25));
        Device thief = people.signsIn(ada.number());

        ask(thief, People.unusedNumber()).expect(403, "session-too-young");

        clock.advance(Duration.ofHours(24));
        ask(people.refreshed(thief), People.unusedNumber()).expect(202);
    }

    @Test
    @Tag("case-44")
    void showsNoDeviceTheOldNumbersCode() {
        Device ada = people.registers();
        clock.advance(Duration.ofHours(25));
        int texts = inbox.count(ada.number());
        Device thief = people.refreshed(ada);
        String number = People.unusedNumber();

        Answer asked = ask(thief, number).expect(202);

        var notice = notices.latest(ada.account(), Kind.NUMBER_CODE, 1);
        assertThat(notice.visibleToSessionsStartedBefore()).isNull();
        assertThat(notices.text(notice)).contains("asked to move it to another number").doesNotContainPattern("\\d");
        String oldCode = inbox.codeAfter(ada.number(), texts);
        confirm(thief, asked.text("requestId"), oldCode, inbox.codeAfter(number, 0)).expect(200);
    }

    @Test
    @Tag("case-44")
    void asksForThePasswordWhereOneIsSet() {
        Device ada = people.registers();
        people.call("PUT", "/v1/account/password", ada, Map.of("password", "four words of mine")).expect(200);
        Asked asked = asks(ada, People.unusedNumber());

        confirm(ada, asked.requestId(), other(asked.oldCode()), asked.newCode(), "four words of mine").expect(403,
                "code-wrong");
        confirms(ada, asked).expect(403, "password-required");
        confirm(ada, asked.requestId(), asked.oldCode(), asked.newCode(), "four words of yours").expect(403,
                "password-wrong");
        assertThat(people.get("/v1/me", ada).expect(200).text("number")).isEqualTo(ada.number());

        confirm(ada, asked.requestId(), asked.oldCode(), asked.newCode(), "four words of mine").expect(200);
    }

    @Test
    @Tag("case-44")
    void tellsTheOldNumberAfterwards() {
        Device ada = people.registers();
        Asked asked = asks(ada, People.unusedNumber());
        int texts = inbox.count(ada.number());

        confirms(ada, asked).expect(200);

        Eventually.eventually(() -> assertThat(inbox.count(ada.number())).isEqualTo(texts + 1));
    }

    @Test
    void endsWhatElseTheAccountAskedFor() {
        Device ada = people.registers();
        Asked first = asks(ada, People.unusedNumber());
        clock.advance(Duration.ofSeconds(61));
        confirms(ada, asks(ada, People.unusedNumber())).expect(200);

        confirms(ada, first).expect(409, "code-used");
    }

    @Test
    void letsNobodyInByACodeThatWasSentBefore() {
        Device ada = people.registers();
        String number = People.unusedNumber();
        String request = people.asksForCode(number).expect(202).text("requestId");
        String code = inbox.codeAfter(number, 0);
        clock.advance(Duration.ofSeconds(61));

        confirms(ada, asks(ada, number)).expect(200);

        people.entersCode(request, code).expect(409, "code-used");
    }

    @Test
    void asksForBothCodes() {
        Device ada = people.registers();
        Asked asked = asks(ada, People.unusedNumber());

        Answer wrongOld = confirm(ada, asked.requestId(), other(asked.oldCode()), asked.newCode());
        Answer wrongNew = confirm(ada, asked.requestId(), asked.oldCode(), other(asked.newCode()));
        Answer swapped = confirm(ada, asked.requestId(), asked.newCode(), asked.oldCode());

        wrongOld.expect(403, "code-wrong");
        wrongNew.expect(403, "code-wrong");
        assertThat(wrongOld.body().at("/errors/0/field").asString()).isEqualTo("oldCode");
        assertThat(wrongNew.body().at("/errors/0/field").asString()).isEqualTo("newCode");
        assertThat(List.of(wrongOld.number("triesLeft"), wrongNew.number("triesLeft"))).containsExactly(4, 3);
        assertThat(swapped.status()).isEqualTo(asked.oldCode().equals(asked.newCode()) ? 200 : 403);
    }

    @Test
    void diesAfterFiveWrongTries() {
        Device ada = people.registers();
        Asked asked = asks(ada, People.unusedNumber());

        for (int i = 0; i < 5; i++) {
            confirm(ada, asked.requestId(), other(asked.oldCode()), asked.newCode()).expect(403, "code-wrong");
        }

        confirms(ada, asked).expect(410, "code-exhausted");
        assertThat(people.get("/v1/me", ada).text("number")).isEqualTo(ada.number());
    }

    @Test
    void expiresAfterFiveMinutes() {
        Device ada = people.registers();
        Asked asked = asks(ada, People.unusedNumber());
        clock.advance(Duration.ofMinutes(5));

        confirms(ada, asked).expect(410, "code-expired");
    }

    @Test
    void isDoneOnceUnderFiftyParallelConfirmations() {
        Device ada = people.registers();
        Asked asked = asks(ada, People.unusedNumber());

        List<Answer> answers = Parallel.times(50, () -> Answer.atLast(() -> confirms(ada, asked)));

        assertThat(answers).filteredOn(it -> it.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(it -> it.status() != 200).allSatisfy(it -> it.expect(409, "code-used"));
    }

    @Test
    void belongsToTheSessionThatAsked() {
        Device ada = people.registers();
        Device tablet = people.signsIn(ada.number());
        Device eve = people.registers();
        Asked asked = asks(ada, People.unusedNumber());

        confirms(tablet, asked).expect(404, "code-request-unknown");
        confirms(eve, asked).expect(404, "code-request-unknown");
        confirm(ada, "x".repeat(43), asked.oldCode(), asked.newCode()).expect(404, "code-request-unknown");
        people.delete("/v1/sessions/current", ada).expect(200);

        assertThat(confirms(ada, asked).status()).isIn(401, 404);
    }

    @Test
    void tellsThatANumberIsTakenOnlyToWhoProvedIt() {
        Device ada = people.registers();
        Device bob = people.registers();
        clock.advance(Duration.ofSeconds(61));

        Answer taken = ask(ada, bob.number()).expect(202);
        String newCode = inbox.codeAfter(bob.number(), 1);
        String oldCode = inbox.codeAfter(ada.number(), 1);
        confirm(ada, taken.text("requestId"), oldCode, other(newCode)).expect(403, "code-wrong");

        confirm(ada, taken.text("requestId"), oldCode, newCode).expect(409, "number-taken");
        confirm(ada, taken.text("requestId"), oldCode, newCode).expect(409, "code-used");
        assertThat(people.get("/v1/me", ada).text("number")).isEqualTo(ada.number());
        assertThat(people.signsIn(ada.number()).account()).isEqualTo(ada.account());
        assertThat(people.get("/v1/me", bob).text("number")).isEqualTo(bob.number());
    }

    @Test
    void goesToOneOfTwoWhoWantTheSameNumber() {
        String number = People.unusedNumber();
        Device ada = people.registers();
        Device bob = people.registers();
        Asked adas = asks(ada, number);
        clock.advance(Duration.ofSeconds(61));
        Asked bobs = asks(bob, number);

        List<Answer> answers = Parallel.all(List.of(
                () -> Answer.atLast(() -> confirms(ada, adas)), () -> Answer.atLast(() -> confirms(bob, bobs))));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
        assertThat(jdbc.sql("SELECT count(*) FROM number_index WHERE account_id IN (?, ?)").param(ada.account())
                .param(bob.account()).query(Integer.class).single()).isEqualTo(2);
    }

    @Test
    @Tag("case-71")
    void leavesTheLimitsOfBothNumbers() {
        Device ada = people.registers();
        String number = People.unusedNumber();
        confirms(ada, asks(ada, number)).expect(200);

        people.asksForCode(number).expect(429, "code-too-soon");
        clock.advance(Duration.ofSeconds(61));
        for (int i = 2; i <= 5; i++) {
            people.asksForCode(ada.number()).expect(202);
            clock.advance(Duration.ofSeconds(61));
        }
        people.asksForCode(ada.number()).expect(429, "code-limit");
    }

    @Test
    void isAskedForFiveTimesADayAndOnceAMinute() {
        Device ada = people.registers();
        for (int i = 0; i < 5; i++) {
            ask(ada, People.unusedNumber()).expect(202);
            ask(ada, People.unusedNumber()).expect(429, "code-too-soon");
            clock.advance(Duration.ofSeconds(61));
        }

        ask(ada, People.unusedNumber()).expect(429, "code-limit");
    }

    @Test
    void sendsACodeThatNobodyCanSignInWith() {
        Device ada = people.registers();
        Asked asked = asks(ada, People.unusedNumber());

        people.entersCode(asked.requestId(), asked.newCode()).expect(404, "code-request-unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "+49", "ada", "0151234", "+999999999999999999"})
    void refusesWhatIsNoNumber(String number) {
        Answer answer = ask(people.registers(), number);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isIn("number-invalid", "invalid-request");
    }

    @Test
    void isNoChangeToTheSameNumber() {
        Device ada = people.registers();

        ask(ada, ada.number()).expect(409, "number-unchanged");
    }

    @Test
    void keepsNoNumberOnceItIsUsedOrTooOld() {
        Device ada = people.registers();
        confirms(ada, asks(ada, People.unusedNumber())).expect(200);

        assertThat(jdbc.sql("SELECT count(*) FROM number_change WHERE account_id = ? AND number IS NOT NULL")
                .param(ada.account()).query(Integer.class).single()).isZero();
    }

    @Test
    @Tag("case-20")
    void isDoneAgainWhenARestoredDatabaseHasTheOldNumber() {
        Device ada = people.registers();
        byte[] index = jdbc.sql("SELECT number_index FROM number_index WHERE account_id = ?").param(ada.account())
                .query(byte[].class).single();
        String number = People.unusedNumber();
        confirms(ada, asks(ada, number)).expect(200);
        Instant movedAt = clock.instant().plusSeconds(1);
        jdbc.sql("UPDATE number_index SET number_index = ?, moved_at = NULL WHERE account_id = ?").param(index)
                .param(ada.account()).update();

        events.publish("account-service", left(ada.account(), number, movedAt));
        Eventually.eventually(
                () -> assertThat(people.get("/v1/me", ada).expect(200).text("number")).isEqualTo(number));
        events.publish("account-service", left(ada.account(), People.unusedNumber(), movedAt.minusSeconds(60)));
        String newest = People.unusedNumber();
        events.publish("account-service", left(ada.account(), newest, movedAt.plusSeconds(60)));

        Eventually.eventually(
                () -> assertThat(people.get("/v1/me", ada).expect(200).text("number")).isEqualTo(newest));
        assertThat(people.signsIn(ada.number()).account()).isNotEqualTo(ada.account());
        assertThat(people.signsIn(newest).account()).isEqualTo(ada.account());
    }

    /// Bob's move stands in another partition, behind whatever is read there first.
    @Test
    @Tag("case-11")
    @Tag("case-20")
    void freesTheOldNumberAtOnceAndTakesTheNewOneWhenItIsFree() {
        Device ada = people.registers();
        Device bob = people.registers();

        events.publish("account-service", left(ada.account(), bob.number(), clock.instant()));

        Eventually.eventually(() -> assertThat(numbersOf(ada.account())).isZero());
        assertThat(people.signsIn(ada.number()).account()).isNotEqualTo(ada.account());
        assertThat(numbersOf(bob.account())).isOne();
        clock.advance(Duration.ofSeconds(61));
        confirms(bob, asks(bob, People.unusedNumber())).expect(200);
        Eventually.eventually(Duration.ofMinutes(1), () -> assertThat(numbersOf(ada.account())).isOne());
        assertThat(people.signsIn(bob.number()).account()).isEqualTo(ada.account());
    }

    @Test
    @Tag("case-20")
    void waitsForNoNumberThatWasPassedOn() {
        Device ada = people.registers();
        Device bob = people.registers();
        String passedOn = People.unusedNumber();
        clock.advance(Duration.ofSeconds(61));
        confirms(bob, asks(bob, passedOn)).expect(200);

        events.publish("account-service", left(ada.account(), passedOn, clock.instant().minusSeconds(60)));
        String last = People.unusedNumber();
        events.publish("account-service", left(ada.account(), last, clock.instant()));

        Eventually.eventually(
                () -> assertThat(people.get("/v1/me", ada).expect(200).text("number")).isEqualTo(last));
        assertThat(people.signsIn(last).account()).isEqualTo(ada.account());
        assertThat(people.signsIn(passedOn).account()).isEqualTo(bob.account());
    }

    /// The move of whoever has the number stands in no log.
    @Test
    @Tag("case-11")
    @Tag("case-20")
    void goesOnWithoutANumberWhenAnOperatorSaysSo() {
        Device ada = people.registers();
        Device bob = people.registers();

        events.publish("account-service", left(ada.account(), bob.number(), clock.instant()));
        letsGoWhatWaits();
        String last = People.unusedNumber();
        events.publish("account-service", left(ada.account(), last, clock.instant()));

        Eventually.eventually(Duration.ofMinutes(2),
                () -> assertThat(people.get("/v1/me", ada).expect(200).text("number")).isEqualTo(last));
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(people.signsIn(bob.number()).account()).isEqualTo(bob.account());
    }

    @Test
    @Tag("case-20")
    void movesNobodyWhereNobodyKnowsTheKeyUntilAnOperatorSaysSo() {
        Device ada = people.registers();
        NumberLeft left = left(ada.account(), People.unusedNumber(), clock.instant());
        keyholders.all().forEach(it -> ((InMemoryKeyholder) it).lose(ada.account()));
        vault.forget(ada.account());

        events.publish("account-service", left);

        Eventually.eventually(() -> assertThat(health.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE));
        assertThat(numbersOf(ada.account())).isOne();
        letsGoWhatWaits();
        Eventually.eventually(Duration.ofMinutes(2), () -> assertThat(numbersOf(ada.account())).isZero());
        Eventually.eventually(Duration.ofMinutes(2),
                () -> assertThat(health.health().getStatus()).isEqualTo(Status.UP));
        assertThat(people.signsIn(ada.number()).account()).isNotEqualTo(ada.account());
    }

    private void letsGoWhatWaits() {
        Eventually.eventually(() -> assertThat(health.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE));
        assertThat(new OperatorDesk("grace", environment).call("POST", "/internal/v1/number-moves/let-go", Map.of())
                .expect(200).number("waiting")).isOne();
        assertThat(jdbc.sql("SELECT act FROM operator_act ORDER BY sequence DESC LIMIT 1").query(String.class).single())
                .isEqualTo("number-moves-let-go");
        clock.advance(Duration.ofMinutes(3));
    }

    @Test
    @Tag("case-20")
    void staysAtTheLastNumberWhateverTheClocksSay() {
        Device ada = people.registers();
        String first = People.unusedNumber();
        confirms(ada, asks(ada, first)).expect(200);
        Instant ahead = clock.instant().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
        jdbc.sql("UPDATE number_index SET moved_at = ? WHERE account_id = ?").param(Timestamp.from(ahead))
                .param(ada.account()).update();
        clock.advance(Duration.ofSeconds(61));
        String last = People.unusedNumber();
        Device moved = new Device(ada.account(), ada.session(), first, ada.access(), ada.refresh());
        confirms(moved, asks(moved, last)).expect(200);

        NumberLeft echo = left(ada.account(), first, ahead);
        consumers.stream().filter(NumberLeftConsumer.class::isInstance).forEach(it -> it.on(new ReceivedEvent(
                UUID.randomUUID(), EventTypes.nameOf(NumberLeft.class), "account-service", ahead, echo)));

        assertThat(people.get("/v1/me", ada).expect(200).text("number")).isEqualTo(last);
    }

    @Test
    @Tag("case-20")
    void isKeptAsLongAsDeletionsAre() {
        Device ada = people.registers();
        confirms(ada, asks(ada, People.unusedNumber())).expect(200);

        Eventually.eventually(Duration.ofSeconds(10), () -> assertThat(deletions.moves()).contains(ada.account()));
        assertThat(consumers).filteredOn(it -> it.topic().equals(DeletionEvent.TOPIC))
                .filteredOn(it -> it instanceof NumberLeftConsumer).hasSize(1).allMatch(EventConsumer::neverGivesUp);
    }

    private int numbersOf(UUID account) {
        return jdbc.sql("SELECT count(*) FROM number_index WHERE account_id = ?").param(account).query(Integer.class)
                .single();
    }

    private NumberLeft left(UUID account, String number, Instant at) {
        UUID change = UUID.randomUUID();
        return new NumberLeft(account, change, vault.key(account, Reader.EXCHANGE)
                .seal(Place.ofEvent(DeletionEvent.TOPIC, change, account), number), at);
    }

    private Answer ask(Device device, String number) {
        return people.call("POST", "/v1/account/number-change", device, Map.of("number", number),
                People.unusedNetwork());
    }

    private Asked asks(Device device, String number) {
        int texts = inbox.count(number);
        int oldTexts = inbox.count(device.number());
        Answer asked = ask(device, number).expect(202);
        return new Asked(asked.text("requestId"), inbox.codeAfter(device.number(), oldTexts),
                inbox.codeAfter(number, texts));
    }

    private Answer confirms(Device device, Asked asked) {
        return confirm(device, asked.requestId(), asked.oldCode(), asked.newCode());
    }

    private Answer confirm(Device device, String requestId, String oldCode, String newCode) {
        return people.post("/v1/account/number-change/confirmation", device,
                Map.of("requestId", requestId, "oldCode", oldCode, "newCode", newCode));
    }

    private Answer confirm(Device device, String requestId, String oldCode, String newCode, String password) {
        return people.post("/v1/account/number-change/confirmation", device,
                Map.of("requestId", requestId, "oldCode", oldCode, "newCode", newCode, "password", password));
    }

    private static String other(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }
}
