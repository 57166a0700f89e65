package dev.lethe.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.config.ScheduledTaskHolder;

import dev.lethe.account.People.Device;
import dev.lethe.account.password.PasswordCheck;
import dev.lethe.events.DeletionEvent.PasswordRemovalRefused;
import dev.lethe.events.DeletionEvent.PasswordRemoved;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.test.Eventually;
import dev.lethe.test.TestClock;
import dev.lethe.test.TestEvents;

@AccountTest
class PasswordIT {

    private static final String PASSWORD = "four words of mine";
    private static final String WRONG = "four words of yours";

    @Autowired
    private People people;
    @Autowired
    private TextInbox inbox;
    @Autowired
    private NoticeReader notices;
    @Autowired
    private TestEvents events;
    @Autowired
    private TestClock clock;
    @Autowired
    private ScheduledTaskHolder tasks;
    @Autowired
    private PasswordCheck check;
    @Autowired
    private JdbcClient jdbc;

    private Answer sets(Device device, String password, @Nullable String hint, @Nullable String current) {
        Map<String, String> body = new HashMap<>(Map.of("password", password));
        if (hint != null) {
            body.put("hint", hint);
        }
        if (current != null) {
            body.put("currentPassword", current);
        }
        return people.call("PUT", "/v1/account/password", device, body);
    }

    private Device withPassword() {
        Device device = people.registers();
        sets(device, PASSWORD, "as on the fridge", null).expect(200);
        return device;
    }

    /// A ticket whose code was right.
    private String proves(String number) {
        int texts = inbox.count(number);
        clock.advance(Duration.ofSeconds(61));
        String requestId = people.asksForCode(number).expect(202).text("requestId");
        people.entersCode(requestId, inbox.codeAfter(number, texts)).expect(403, "password-required");
        return requestId;
    }

    private Answer gives(String requestId, String password) {
        return people.post("/v1/sign-in/password", null,
                Map.of("requestId", requestId, "password", password, "deviceName", "Laptop"));
    }

    private Answer removes(Device device, String password) {
        return people.post("/v1/account/password/removal", device, Map.of("password", password));
    }

    private boolean isSet(UUID account) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM password WHERE account_id = ?)").param(account)
                .query(Boolean.class).single();
    }

    @Nested
    class Setting {

        @Test
        void showsWhetherOneIsSetAndItsHint() {
            Device ada = people.registers();
            assertThat(people.get("/v1/account/password", ada).expect(200).body().get("set").asBoolean()).isFalse();

            sets(ada, PASSWORD, "as on the fridge", null).expect(200);

            Answer state = people.get("/v1/account/password", ada).expect(200);
            assertThat(state.body().get("set").asBoolean()).isTrue();
            assertThat(state.text("hint")).isEqualTo("as on the fridge");
            notices.latest(ada.account(), Kind.PASSWORD_CHANGED, 1);
        }

        @Test
        void keepsNothingReadable() {
            Device ada = withPassword();

            var row = jdbc.sql("SELECT hash, hint FROM password WHERE account_id = ?").param(ada.account()).query()
                    .singleRow();

            assertThat(new String((byte[]) row.get("hash"), StandardCharsets.ISO_8859_1)).doesNotContain("argon2");
            assertThat(new String((byte[]) row.get("hint"), StandardCharsets.ISO_8859_1)).doesNotContain("fridge");
        }

        @Test
        void changesItWithTheCurrentOneOnly() {
            Device ada = withPassword();

            sets(ada, "other words of mine", null, null).expect(403, "password-required");
            sets(ada, "other words of mine", null, WRONG).expect(403, "password-wrong");
            sets(ada, "other words of mine", null, PASSWORD).expect(200);

            assertThat(people.get("/v1/account/password", ada).expect(200).body().has("hint")).isFalse();
            removes(ada, PASSWORD).expect(403, "password-wrong");
            removes(ada, "other words of mine").expect(200);
        }

        @Test
        void changesItOnceUnderParallelChanges() {
            Device ada = withPassword();

            List<Answer> answers = Parallel.each(List.of("one word of mine", "two words of mine", "no words of mine"),
                    it -> sets(ada, it, null, PASSWORD));

            assertThat(answers).filteredOn(it -> it.status() == 200).hasSize(1);
            assertThat(answers).filteredOn(it -> it.status() != 200)
                    .allSatisfy(it -> assertThat(it.text("code")).isIn("password-changed", "password-wrong",
                            "password-busy"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"seven 7", "", "line\\nbreaks in it", "\\uD83D half a cat", "turned \\u202Earound"})
        void refusesWhatIsNoPassword(String escaped) {
            Device ada = people.registers();

            Answer answer = people.call("PUT", "/v1/account/password", ada, "{\"password\":\"" + escaped + "\"}");

            answer.expect(400, "invalid-request");
            assertThat(answer.body().get("errors").findValuesAsString("field")).containsExactly("password");
            assertThat(answer.body().toString()).doesNotContain("seven", "cat");
        }

        @Test
        void refusesTooLongOnes() {
            Device ada = people.registers();

            sets(ada, "0123456789abcdef".repeat(8), null, null).expect(200);
            sets(ada, "0123456789abcdef".repeat(8) + "!", null, null).expect(400, "invalid-request");
            sets(ada, "0123456789abcdef".repeat(65), null, null).expect(400, "invalid-request");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"password", "Password1", "iloveyou", "\uFF11\uFF12\uFF13\uFF14\uFF15\uFF16\uFF17\uFF18"})
        void refusesCommonOnes(String password) {
            sets(people.registers(), password, null, null).expect(400, "password-common");
        }

        @Test
        void refusesAHintThatTells() {
            Device ada = people.registers();

            sets(ada, PASSWORD, "it is: FOUR words of mine", null).expect(400, "hint-tells-password");
            sets(ada, PASSWORD, "x".repeat(65), null).expect(400, "invalid-request");
            assertThat(isSet(ada.account())).isFalse();
        }

        @Test
        void setsTenADay() {
            Device ada = withPassword();
            jdbc.sql("UPDATE password_try SET tries = 10 WHERE account_id = ? AND origin = 'SETTING'")
                    .param(ada.account()).update();

            sets(ada, "other words of mine", null, PASSWORD).expect(429, "password-limit");
            clock.advance(Duration.ofHours(24));

            sets(people.refreshed(ada), "other words of mine", null, PASSWORD).expect(200);
        }

        @Test
        @Tag("case-44")
        void isRefusedToYoungSessionsOfOldAccounts() {
            Device phone = people.registers();
            clock.advance(Duration.ofHours(25));
            Device thief = people.signsIn(phone.number());
            sets(thief, PASSWORD, null, null).expect(403, "session-too-young");
            Device owner = people.refreshed(phone);
            sets(owner, PASSWORD, null, null).expect(200);

            sets(thief, WRONG, null, PASSWORD).expect(403, "session-too-young");
            removes(thief, PASSWORD).expect(403, "session-too-young");
            people.post("/v1/account/password/forgotten", thief, "").expect(403, "session-too-young");

            assertThat(isSet(phone.account())).isTrue();
        }

        @Test
        void limitsWhatDevicesTry() {
            Device ada = withPassword();
            removes(ada, WRONG).expect(403, "password-wrong");
            notices.latest(ada.account(), Kind.PASSWORD_TRIED, 1);
            jdbc.sql("UPDATE password_try SET tries = 19 WHERE account_id = ? AND origin = 'SESSION'")
                    .param(ada.account()).update();

            Answer last = removes(ada, WRONG);

            last.expect(403, "password-wrong");
            assertThat(last.number("triesLeft")).isZero();
            removes(ada, PASSWORD).expect(429, "password-limit");
            notices.latest(ada.account(), Kind.PASSWORD_TRIED, 2);
            gives(proves(ada.number()), PASSWORD).expect(201);
        }

        @Test
        void takesNoMoreTriesInParallelThanThereAre() {
            Device ada = withPassword();
            removes(ada, WRONG).expect(403, "password-wrong");
            jdbc.sql("UPDATE password_try SET tries = 18 WHERE account_id = ? AND origin = 'SESSION'")
                    .param(ada.account()).update();

            List<Answer> answers = new ArrayList<>(Parallel.times(12, () -> Answer.atLast(() -> removes(ada, WRONG))));
            for (int i = 0; i < 3; i++) {
                answers.add(removes(ada, WRONG));
            }

            assertThat(answers).filteredOn(it -> it.status() == 403).hasSize(2);
            assertThat(answers).filteredOn(it -> it.status() != 403)
                    .allSatisfy(it -> assertThat(it.text("code")).isIn("password-limit", "password-busy"));
            removes(ada, WRONG).expect(429, "password-limit");
        }

        @Test
        void tellsOfWrongOnesThoughTheFirstCouldNotBeTold() {
            Device ada = withPassword();
            removes(ada, WRONG).expect(403, "password-wrong");
            notices.latest(ada.account(), Kind.PASSWORD_TRIED, 1);
            removes(ada, WRONG).expect(403, "password-wrong");
            assertThat(notices.of(ada.account(), Kind.PASSWORD_TRIED)).hasSize(1);
            jdbc.sql("UPDATE password_try SET told = false WHERE account_id = ?").param(ada.account()).update();

            removes(ada, WRONG).expect(403, "password-wrong");

            notices.latest(ada.account(), Kind.PASSWORD_TRIED, 2);
        }

        private UUID forgets(Device device) {
            people.post("/v1/account/password/forgotten", device, "").expect(202);
            return jdbc.sql("SELECT id FROM forgotten_password WHERE account_id = ?").param(device.account())
                    .query(UUID.class).single();
        }

        @Test
        void removesIt() {
            Device ada = people.registers();
            removes(ada, PASSWORD).expect(404, "password-not-set");
            sets(ada, PASSWORD, null, null).expect(200);

            assertThat(removes(ada, PASSWORD).expect(200).number("removed")).isEqualTo(1);

            assertThat(people.signsIn(ada.number()).account()).isEqualTo(ada.account());
            notices.latest(ada.account(), Kind.PASSWORD_CHANGED, 2);
        }

        @Test
        @Tag("case-20")
        void goesAgainWhenARestoreBroughtItBack() {
            Device ada = withPassword();
            Device bob = withPassword();
            UUID id = jdbc.sql("SELECT id FROM password WHERE account_id = ?").param(ada.account()).query(UUID.class)
                    .single();

            UUID waiting = forgets(bob);
            // of one account, events are read one after another
            events.publish("account-service", new PasswordRemoved(bob.account(), UUID.randomUUID()));
            events.publish("account-service", new PasswordRemovalRefused(bob.account(), waiting));
            events.publish("account-service", new PasswordRemoved(ada.account(), id));

            Eventually.eventually(() -> assertThat(isSet(ada.account())).isFalse());
            Eventually.eventually(() -> assertThat(people.get("/v1/account/password/forgotten", bob).text("state"))
                    .isEqualTo("none"));
            assertThat(isSet(bob.account())).isTrue();
        }
    }

    @Nested
    class SigningIn {

        @Test
        void asksForThePasswordAfterTheCode() {
            Device ada = withPassword();
            clock.advance(Duration.ofSeconds(61));
            String requestId = people.asksForCode(ada.number()).expect(202).text("requestId");

            Answer asked = people.entersCode(requestId, inbox.codeAfter(ada.number(), 1));

            asked.expect(403, "password-required");
            assertThat(asked.text("hint")).isEqualTo("as on the fridge");
            assertThat(asked.body().has("accessToken")).isFalse();
            Device laptop = people.device(ada.number(), gives(requestId, PASSWORD).expect(201));
            assertThat(laptop.account()).isEqualTo(ada.account());
            people.get("/v1/me", laptop).expect(200);
            notices.latest(ada.account(), Kind.NEW_SESSION, 1);
        }

        @Test
        void asksAgainWhenTheAnswerWasLost() {
            Device ada = withPassword();
            clock.advance(Duration.ofSeconds(61));
            String requestId = people.asksForCode(ada.number()).expect(202).text("requestId");
            String code = inbox.codeAfter(ada.number(), 1);

            people.entersCode(requestId, code).expect(403, "password-required");
            people.entersCode(requestId, code).expect(403, "password-required");

            gives(requestId, PASSWORD).expect(201);
            people.entersCode(requestId, code).expect(409, "code-used");
        }

        @Test
        void takesThePasswordHoweverAKeyboardWritesIt() {
            Device ada = people.registers();
            sets(ada, "o\uFB03ce \u00E9t\u00E9", null, null).expect(200);

            gives(proves(ada.number()), "office e\u0301te\u0301").expect(201);
        }

        @Test
        @Tag("case-40")
        void makesOneSessionOfFiftyParallelUses() {
            String requestId = proves(withPassword().number());

            List<Answer> answers = Parallel.times(50, () -> Answer.atLast(() -> gives(requestId, PASSWORD)));

            assertThat(answers).filteredOn(it -> it.status() == 201).hasSize(1);
            assertThat(answers).filteredOn(it -> it.status() != 201)
                    .allSatisfy(it -> assertThat(it.text("code")).isIn("code-used", "password-exhausted",
                            "password-busy"));
        }

        @Test
        void callsNoTicketExhaustedWhoseTriesAreNotJudgedYet() {
            Device ada = withPassword();
            String requestId = proves(ada.number());

            Answer meanwhile = check.inLine(ada.account(), () -> {
                setTries(ada.account(), 5);
                return gives(requestId, PASSWORD);
            });

            meanwhile.expect(429, "password-busy");
            setTries(ada.account(), 4);
            gives(requestId, PASSWORD).expect(201);
        }

        private void setTries(UUID account, int tries) {
            jdbc.sql("UPDATE proven_ticket SET tries = ? WHERE account_id = ?").param(tries).param(account).update();
        }

        @Test
        @Tag("case-38")
        void killsATicketAfterFiveWrongTries() {
            Device ada = withPassword();
            String requestId = proves(ada.number());

            for (int left = 4; left >= 0; left--) {
                Answer answer = gives(requestId, WRONG);
                answer.expect(403, "password-wrong");
                assertThat(answer.number("triesLeft")).isEqualTo(left);
            }

            gives(requestId, PASSWORD).expect(410, "password-exhausted");
            notices.latest(ada.account(), Kind.PASSWORD_TRIED, 1);
            gives(proves(ada.number()), PASSWORD).expect(201);
        }

        @Test
        @Tag("case-38")
        void takesTwentyWrongOnesADayAndLeavesTheOwnersDevicesTheirs() {
            Device ada = withPassword();
            String requestId = proves(ada.number());
            gives(requestId, WRONG).expect(403, "password-wrong");
            jdbc.sql("UPDATE password_try SET tries = 20 WHERE account_id = ? AND origin = 'SIGN_IN'")
                    .param(ada.account()).update();

            for (int i = 0; i < 6; i++) {
                gives(requestId, PASSWORD).expect(429, "password-limit");
            }

            sets(people.refreshed(ada), "other words of mine", null, PASSWORD).expect(200);
            clock.advance(Duration.ofHours(24));
            gives(proves(ada.number()), "other words of mine").expect(201);
        }

        @Test
        @Tag("case-40")
        void refusesATicketTwiceAndLate() {
            Device ada = withPassword();
            String first = proves(ada.number());
            gives(first, PASSWORD).expect(201);
            String second = proves(ada.number());
            clock.advance(Duration.ofMinutes(30));

            tasks.getScheduledTasks().stream().filter(it -> it.toString().contains("ProvenTickets.forget"))
                    .forEach(it -> it.getTask().getRunnable().run());

            gives(first, PASSWORD).expect(409, "code-used");
            gives(second, PASSWORD).expect(410, "code-expired");
        }

        @Test
        @Tag("case-40")
        void knowsNoTicketWhoseCodeWasNotProven() {
            Device ada = withPassword();
            clock.advance(Duration.ofSeconds(61));
            String requestId = people.asksForCode(ada.number()).expect(202).text("requestId");
            String proven = proves(withPassword().number());

            gives(requestId, PASSWORD).expect(404, "code-request-unknown");
            gives("nonsense", PASSWORD).expect(404, "code-request-unknown");
            gives(proven.substring(0, 30) + "A".repeat(13), PASSWORD).expect(404, "code-request-unknown");
        }

        @Test
        void letsInWithoutOneThatWasRemovedMeanwhile() {
            Device ada = withPassword();
            String requestId = proves(ada.number());
            removes(people.refreshed(ada), PASSWORD).expect(200);

            gives(requestId, WRONG).expect(201);
        }

        @Test
        void doesNotLetInWithTheOneBefore() {
            Device ada = withPassword();
            String requestId = proves(ada.number());
            sets(people.refreshed(ada), "other words of mine", null, PASSWORD).expect(200);

            gives(requestId, PASSWORD).expect(403, "password-wrong");
            gives(requestId, "other words of mine").expect(201);
        }

        @Test
        @Tag("case-11")
        void knowsNoPasswordOfAnErasedAccount() {
            Device ada = withPassword();
            String requestId = proves(ada.number());
            Answer asked = people.post("/v1/me/deletion", people.refreshed(ada), "").expect(202);
            people.post("/v1/me/deletion/confirmation", null, Map.of("requestId", asked.text("requestId"), "code",
                    notices.deletionCode(ada.account(), 1), "password", PASSWORD)).expect(202);

            gives(requestId, PASSWORD).expect(404, "code-request-unknown");
            assertThat(people.signsIn(ada.number()).account()).isNotEqualTo(ada.account());
        }
    }

    @Nested
    class Leaving {

        private Answer confirms(Answer asked, Device device, Map<String, Object> more) {
            Map<String, Object> body = new HashMap<>(more);
            body.put("requestId", asked.text("requestId"));
            body.put("code", notices.deletionCode(device.account(), 1));
            return people.post("/v1/me/deletion/confirmation", null, body);
        }

        @Test
        void asksForThePasswordAsWell() {
            Device ada = withPassword();
            Answer asked = people.post("/v1/me/deletion", ada, "").expect(202);
            // once the account has ended, its notices cannot be read
            String code = notices.deletionCode(ada.account(), 1);

            confirms(asked, ada, Map.of()).expect(403, "password-required");
            confirms(asked, ada, Map.of("password", WRONG)).expect(403, "password-wrong");
            Answer done = confirms(asked, ada, Map.of("password", PASSWORD)).expect(202);

            assertThat(done.text("state")).isEqualTo("executed");
            assertThat(people.post("/v1/me/deletion/confirmation", null,
                    Map.of("requestId", asked.text("requestId"), "code", code)).expect(202).text("receiptId"))
                    .isEqualTo(done.text("receiptId"));
        }

        @Test
        void judgesNoPasswordForAWrongCode() {
            Device ada = withPassword();
            Answer asked = people.post("/v1/me/deletion", ada, "").expect(202);
            String code = notices.deletionCode(ada.account(), 1);
            String wrong = code.equals("000000") ? "000001" : "000000";

            people.post("/v1/me/deletion/confirmation", null,
                    Map.of("requestId", asked.text("requestId"), "code", wrong, "password", WRONG))
                    .expect(403, "code-wrong");

            assertThat(jdbc.sql("SELECT count(*) FROM password_try WHERE account_id = ? AND origin = 'SESSION'")
                    .param(ada.account()).query(Long.class).single()).isZero();
        }

        private Answer leaves(String requestId) {
            return people.post("/v1/sign-in/deletion", null, Map.of("requestId", requestId));
        }

        @Test
        @Tag("case-45")
        void isAllThatIsLeftToWhoHasTheNumberAlone() {
            Device ada = withPassword();
            String requestId = proves(ada.number());

            Answer scheduled = leaves(requestId).expect(202);

            assertThat(scheduled.text("state")).isEqualTo("scheduled");
            assertThat(leaves(requestId).expect(202).text("receiptId")).isEqualTo(scheduled.text("receiptId"));
            leaves(proves(ada.number())).expect(409, "deletion-scheduled");
            assertThat(jdbc.sql("""
                    SELECT executes_at > now() + interval '6 days 23 hours' FROM deletion_request
                    WHERE account_id = ?""").param(ada.account()).query(Boolean.class).single()).isTrue();
            notices.latest(ada.account(), Kind.DELETION_SCHEDULED, 1);
            jdbc.sql("UPDATE deletion_request SET executes_at = now() WHERE account_id = ?").param(ada.account())
                    .update();
            Eventually.eventually(
                    () -> people.get("/v1/erasures/" + scheduled.text("receiptId"), null).expect(200));
            assertThat(people.signsIn(ada.number()).account()).isNotEqualTo(ada.account());
        }

        @Test
        @Tag("case-45")
        void isStoppedByAnyDevice() {
            Device ada = withPassword();
            String requestId = proves(ada.number());
            leaves(requestId).expect(202);

            people.delete("/v1/me/deletion", people.refreshed(ada)).expect(200);

            leaves(requestId).expect(409, "code-used");
            assertThat(people.get("/v1/me/deletion", people.refreshed(ada)).expect(200).text("state"))
                    .isEqualTo("none");
        }

        @Test
        void isLeftToNobodyWhoseCodeWasNotRight() {
            Device ada = withPassword();
            clock.advance(Duration.ofSeconds(61));
            String requestId = people.asksForCode(ada.number()).expect(202).text("requestId");

            leaves(requestId).expect(404, "code-request-unknown");
            leaves("nonsense").expect(404, "code-request-unknown");
        }

        @Test
        @Tag("case-6")
        void endsOnceUnderFiftyConcurrentConfirmations() {
            Device ada = withPassword();
            Answer asked = people.post("/v1/me/deletion", ada, "").expect(202);
            String code = notices.deletionCode(ada.account(), 1);

            List<Answer> answers = Parallel.times(50,
                    () -> Answer.atLast(() -> people.post("/v1/me/deletion/confirmation", null,
                            Map.of("requestId", asked.text("requestId"), "code", code, "password", PASSWORD))));

            assertThat(answers).allSatisfy(it -> assertThat(it.status()).isEqualTo(202));
            assertThat(answers.stream().map(it -> it.text("receiptId")).distinct()).hasSize(1);
            assertThat(jdbc.sql("SELECT count(*) FROM erasure WHERE account_id = ?").param(ada.account())
                    .query(Integer.class).single()).isEqualTo(1);
        }

        @Test
        @Tag("case-86")
        void hashesNothingForADeletionThatCouldNotBeScheduled() {
            Device phone = withPassword();
            clock.advance(Duration.ofHours(25));
            Device laptop = people.device(phone.number(), gives(proves(phone.number()), PASSWORD).expect(201));
            Answer first = people.post("/v1/me/deletion", laptop, "").expect(202);
            clock.advance(Duration.ofSeconds(61));
            Answer second = people.post("/v1/me/deletion", laptop, "").expect(202);
            confirms(first, phone, Map.of("password", PASSWORD)).expect(202);

            people.post("/v1/me/deletion/confirmation", null, Map.of("requestId", second.text("requestId"), "code",
                    notices.deletionCode(phone.account(), 2), "password", WRONG)).expect(409, "deletion-scheduled");

            assertThat(jdbc.sql("SELECT count(*) FROM password_try WHERE account_id = ? AND origin = 'SESSION'")
                    .param(phone.account()).query(Integer.class).single()).isZero();
        }

        @Test
        @Tag("case-45")
        void waitsAWeekWhenThePasswordIsForgotten() {
            Device ada = withPassword();
            Answer asked = people.post("/v1/me/deletion", ada, "").expect(202);

            Answer scheduled = confirms(asked, ada, Map.of("passwordForgotten", true)).expect(202);

            assertThat(scheduled.text("state")).isEqualTo("scheduled");
            assertThat(jdbc.sql("""
                    SELECT executes_at > now() + interval '6 days 23 hours' FROM deletion_request
                    WHERE account_id = ?""").param(ada.account()).query(Boolean.class).single()).isTrue();
            notices.latest(ada.account(), Kind.DELETION_SCHEDULED, 1);
            Device laptop = people.device(ada.number(), gives(proves(ada.number()), PASSWORD).expect(201));
            people.delete("/v1/me/deletion", laptop).expect(200);
            people.get("/v1/me", people.refreshed(ada)).expect(200);
        }
    }
}
