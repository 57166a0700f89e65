package dev.lethe.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.test.TestClock;

@AccountTest
class SignInIT {

    @Autowired
    private People people;
    @Autowired
    private TextInbox inbox;
    @Autowired
    private TestClock clock;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private NoticeReader notices;

    @Test
    void registersANewNumber() {
        String number = People.unusedNumber();
        Answer asked = people.asksForCode(number).expect(202);

        Answer answer = people.entersCode(asked.text("requestId"), inbox.codeAfter(number, 0)).expect(201);

        assertThat(answer.body().get("registered").asBoolean()).isTrue();
        assertThat(answer.number("expiresIn")).isEqualTo(600);
    }

    @Test
    void registersNobodyWhoOnlyMeantToComeBack() {
        String number = People.unusedNumber();
        String requestId = people.asksForCode(number).expect(202).text("requestId");
        String code = inbox.codeAfter(number, 0);
        Map<String, Object> comesBack = Map.of("requestId", requestId, "code", code, "deviceName", "Page", "register",
                false);

        people.post("/v1/sign-in/sessions", null, comesBack).expect(404, "account-unknown");

        assertThat(people.entersCode(requestId, code).expect(201).body().get("registered").asBoolean()).isTrue();
    }

    @Test
    void tellsMeWhoIAm() {
        People.Device ada = people.registers();

        Answer me = people.get("/v1/me", ada).expect(200);

        assertThat(me.text("number")).isEqualTo(ada.number());
        assertThat(me.text("firstName")).isEqualTo("Ada");
        assertThat(me.text("id")).isEqualTo(ada.account().toString());
    }

    @Test
    void bringsAKnownNumberBackToItsAccount() {
        People.Device phone = people.registers();

        People.Device laptop = people.signsIn(phone.number());

        assertThat(laptop.account()).isEqualTo(phone.account());
        assertThat(laptop.session()).isNotEqualTo(phone.session());
    }

    @Test
    @Tag("case-40")
    void makesOneSessionOfFiftyParallelUses() {
        String number = People.unusedNumber();
        String requestId = people.asksForCode(number).expect(202).text("requestId");
        String code = inbox.codeAfter(number, 0);

        var answers = Parallel.times(50, () -> Answer.atLast(() -> people.entersCode(requestId, code)));

        assertThat(answers).filteredOn(it -> it.status() == 201).hasSize(1);
        assertThat(answers).filteredOn(it -> it.status() != 201).allSatisfy(it -> it.expect(409, "code-used"));
    }

    @Test
    @Tag("case-40")
    void refusesACodeTwice() {
        String number = People.unusedNumber();
        String requestId = people.asksForCode(number).expect(202).text("requestId");
        String code = inbox.codeAfter(number, 0);
        people.entersCode(requestId, code).expect(201);

        people.entersCode(requestId, code).expect(409, "code-used");
    }

    @Test
    @Tag("case-40")
    void takesACodeAgainWhoseSignInBrokeOff() {
        String number = People.unusedNumber();
        String requestId = people.asksForCode(number).expect(202).text("requestId");
        String code = inbox.codeAfter(number, 0);
        jdbc.sql("UPDATE sign_in_code SET claimed_until = ? WHERE used_at IS NULL AND number IS NOT NULL")
                .param(Timestamp.from(clock.instant().plusSeconds(20))).update();

        people.entersCode(requestId, code).expect(503, "unavailable");
        clock.advance(Duration.ofSeconds(20));

        people.entersCode(requestId, code).expect(201);
    }

    @Test
    @Tag("case-40")
    void refusesACodeAfterFiveMinutes() {
        String number = People.unusedNumber();
        String requestId = people.asksForCode(number).expect(202).text("requestId");
        String code = inbox.codeAfter(number, 0);
        clock.advance(Duration.ofMinutes(5));

        people.entersCode(requestId, code).expect(410, "code-expired");
    }

    @Test
    @Tag("case-40")
    void refusesACodeOfAnotherRequest() {
        String first = People.unusedNumber();
        String second = People.unusedNumber();
        String firstRequest = people.asksForCode(first).expect(202).text("requestId");
        people.asksForCode(second).expect(202);
        String secondCode = inbox.codeAfter(second, 0);

        Answer answer = people.entersCode(firstRequest, secondCode);

        assertThat(answer.status() == 403 || secondCode.equals(inbox.codeAfter(first, 0))).isTrue();
    }

    @Test
    @Tag("case-38")
    void killsACodeAfterFiveWrongTries() {
        String number = People.unusedNumber();
        String requestId = people.asksForCode(number).expect(202).text("requestId");
        String code = inbox.codeAfter(number, 0);
        String wrong = code.equals("000000") ? "000001" : "000000";

        for (int left = 4; left >= 0; left--) {
            Answer answer = people.entersCode(requestId, wrong);
            answer.expect(403, "code-wrong");
            assertThat(answer.number("triesLeft")).isEqualTo(left);
        }

        people.entersCode(requestId, code).expect(410, "code-exhausted");
    }

    @Test
    @Tag("case-38")
    void sendsOneCodeAMinuteAndFiveADay() {
        String number = People.unusedNumber();
        people.asksForCode(number).expect(202);

        people.asksForCode(number).expect(429, "code-too-soon");
        for (int i = 0; i < 4; i++) {
            clock.advance(Duration.ofSeconds(61));
            people.asksForCode(number).expect(202);
        }
        clock.advance(Duration.ofSeconds(61));
        people.asksForCode(number).expect(429, "code-limit");
        clock.advance(Duration.ofHours(24));
        people.asksForCode(number).expect(202);
    }

    @Test
    @Tag("case-41")
    void answersAlikeForKnownAndUnknownNumbers() {
        People.Device known = people.registers();
        clock.advance(Duration.ofSeconds(61));

        Answer toKnown = people.asksForCode(known.number());
        Answer toUnknown = people.asksForCode(People.unusedNumber());

        assertThat(toKnown.status()).isEqualTo(toUnknown.status());
        assertThat(toKnown.body().propertyNames()).containsExactlyElementsOf(toUnknown.body().propertyNames());
        assertThat(toKnown.text("requestId")).hasSameSizeAs(toUnknown.text("requestId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"030901820", "+49", "+4930", "hello", "+1555", "+999123456789", "+49 151 1234567890123"})
    void refusesWhatIsNoNumber(String text) {
        Answer answer = people.asksForCode(text);

        answer.expect(400, "number-invalid");
        assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo("number");
    }

    @ParameterizedTest
    @ValueSource(strings = {" %s ", "\uFF0B%s", "+49 151 %s", "0049151%s", "tel:+49-151-%s", "+49 (0)151/%s"})
    void takesNumbersAsContactsDo(String form) {
        String number = People.unusedNumber();
        String written = form.contains("151") ? form.formatted(number.substring(6))
                : form.formatted(form.contains("\uFF0B") ? number.substring(1) : number);

        String requestId = people.asksForCode(written).expect(202).text("requestId");

        assertThat(people.signsIn(number, requestId, inbox.codeAfter(number, 0)).number()).isEqualTo(number);
    }

    @Test
    void namesUnknownFields() {
        Answer answer = people.post("/v1/sign-in/codes", null, "{\"number\":\"+4930901820\",\"admin\":true}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo("admin");
    }

    @Test
    void namesMissingFields() {
        Answer answer = people.post("/v1/sign-in/sessions", null, Map.of("requestId", "x"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("errors").findValuesAsString("field")).contains("code", "deviceName");
    }

    @Test
    void knowsNoRequestThatWasNeverMade() {
        people.entersCode("nonsense", "123456").expect(404, "code-request-unknown");
        people.entersCode("A".repeat(43), "123456").expect(404, "code-request-unknown");
    }

    @Test
    void keepsNeitherNumberNorNameNorCodeReadable() {
        People.Device ada = people.registers();

        var row = jdbc.sql("SELECT * FROM account WHERE id = ?").param(ada.account()).query().singleRow();

        assertThat(new String((byte[]) row.get("number"), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(ada.number().substring(1));
        assertThat(new String((byte[]) row.get("first_name"), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("Ada");
        assertThat(jdbc.sql("SELECT count(*) FROM sign_in_code WHERE used_at IS NOT NULL AND number IS NOT NULL")
                .query((r, _) -> r.getLong(1)).single()).isZero();
    }

    @Test
    void showsNamesToOthersAndNothingOfStrangers() {
        People.Device ada = people.registers();
        People.Device bob = people.registers();

        Answer seen = people.get("/v1/accounts/" + ada.account(), bob).expect(200);

        assertThat(seen.text("firstName")).isEqualTo("Ada");
        assertThat(seen.body().has("number")).isFalse();
        people.get("/v1/accounts/" + UUID.randomUUID(), bob).expect(404, "not-found");
        people.get("/v1/accounts/" + ada.account(), null).expect(401, "unauthenticated");
    }

    @Test
    void changesMyName() {
        People.Device ada = people.registers();

        people.call("PATCH", "/v1/me", ada, Map.of("firstName", "Augusta")).expect(200);

        Answer me = people.get("/v1/me", ada).expect(200);
        assertThat(me.text("firstName")).isEqualTo("Augusta");
        assertThat(me.text("lastName")).isEqualTo("Lovelace");
    }

    @Test
    @Tag("case-89")
    void countsCharactersOfNamesNotTheirHalves() {
        People.Device ada = people.registers();
        String cat = "\uD83D\uDC08";

        people.call("PATCH", "/v1/me", ada, Map.of("firstName", cat.repeat(64))).expect(200);

        assertThat(people.get("/v1/me", ada).expect(200).text("firstName")).isEqualTo(cat.repeat(64));
        people.call("PATCH", "/v1/me", ada, Map.of("lastName", cat.repeat(65))).expect(400, "invalid-request");
    }

    @ParameterizedTest
    @Tag("case-89")
    @ValueSource(strings = {"\\u0000", "a\\nb", "\\u202Egpj", "\\uD83D"})
    void takesNoNameThatIsNoText(String escaped) {
        People.Device ada = people.registers();

        people.call("PATCH", "/v1/me", ada, "{\"firstName\":\"" + escaped + "\"}").expect(400, "invalid-request");
        for (String field : List.of("deviceName", "firstName", "lastName")) {
            Answer answer = people.post("/v1/sign-in/sessions", null,
                    "{\"requestId\":\"x\",\"code\":\"123456\",\"deviceName\":\"a\",\"%s\":\"%s\"}"
                            .replace("\"deviceName\":\"a\"",
                                    field.equals("deviceName") ? "\"quiet\":false" : "\"deviceName\":\"a\"")
                            .formatted(field, escaped));
            answer.expect(400, "invalid-request");
            assertThat(answer.body().get("errors").findValuesAsString("field")).containsExactly(field);
        }
    }

    @Test
    void quotesTheNameOfANewDevice() {
        People.Device phone = people.registers();
        people.signsIn(phone.number());

        var notice = notices.latest(phone.account(), Kind.NEW_SESSION, 1);

        assertThat(notices.text(notice)).contains(" UTC. It calls itself \u201CPhone\u201D.");
    }
}
