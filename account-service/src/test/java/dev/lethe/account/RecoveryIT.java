package dev.lethe.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.lethe.account.MailStand.Mail;
import dev.lethe.account.People.Device;
import dev.lethe.events.DeletionEvent.RecoveryAddressRemoved;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.test.Eventually;
import dev.lethe.test.TestClock;
import dev.lethe.test.TestEvents;

@AccountTest
@Tag("case-46")
class RecoveryIT {

    private static final String EMAIL = "/v1/account/recovery-email";
    private static final String RECOVERY = "/v1/account/password/recovery";
    private static final String PASSWORD = "four words of mine";

    @Autowired
    private People people;
    @Autowired
    private TextInbox inbox;
    @Autowired
    private MailStand mails;
    @Autowired
    private NoticeReader notices;
    @Autowired
    private TestEvents events;
    @Autowired
    private TestClock clock;
    @Autowired
    private JdbcClient jdbc;

    private Device ada;
    private String address;

    @BeforeEach
    void setPassword() {
        ada = people.registers();
        address = MailStand.unusedAddress();
        people.call("PUT", "/v1/account/password", ada, Map.of("password", PASSWORD)).expect(200);
    }

    private Answer names(String email) {
        return people.call("PUT", EMAIL, ada, Map.of("email", email, "password", PASSWORD));
    }

    private Answer confirms(Answer asked, String code) {
        return people.post(EMAIL + "/confirmation", ada, Map.of("requestId", asked.text("requestId"), "code", code));
    }

    private void hasAddress() {
        Answer asked = names(address).expect(202);
        confirms(asked, mails.latest(address, 1).code()).expect(200);
        passAMinute();
    }

    private void manyCodes() {
        jdbc.sql("""
                INSERT INTO address_code (id, ticket_id, account_id, address_id, purpose, code_hash, created_at,
                        expires_at)
                SELECT gen_random_uuid(), ticket_id, account_id, address_id, purpose, code_hash, created_at,
                       expires_at
                FROM address_code, generate_series(1, 9) WHERE account_id = ?""").param(ada.account()).update();
    }

    private void passAMinute() {
        clock.advance(Duration.ofSeconds(61));
    }

    private String proves() {
        int texts = inbox.count(ada.number());
        passAMinute();
        String requestId = people.asksForCode(ada.number()).expect(202).text("requestId");
        people.entersCode(requestId, inbox.codeAfter(ada.number(), texts)).expect(403, "password-required");
        return requestId;
    }

    private Answer recovers(String requestId, String code) {
        return people.post("/v1/sign-in/recovery/confirmation", null,
                Map.of("requestId", requestId, "code", code, "deviceName", "Laptop"));
    }

    private static String other(String code) {
        return code.equals("00000000") ? "00000001" : "00000000";
    }

    private long addresses(UUID account) {
        return jdbc.sql("SELECT count(*) FROM mail_address WHERE account_id = ?").param(account).query(Long.class)
                .single();
    }

    @Nested
    class Naming {

        @Test
        void countsOnceItsCodeWasEntered() {
            Answer asked = names(address).expect(202);
            assertThat(asked.text("sentTo")).isEqualTo("a•••@g•••.org");
            assertThat(people.get(EMAIL, ada).expect(200).body().has("email")).isFalse();
            people.post(RECOVERY, ada, "").expect(404, "recovery-not-set");

            Answer confirmed = confirms(asked, mails.latest(address, 1).code()).expect(200);

            assertThat(confirmed.text("email")).isEqualTo("a•••@g•••.org");
            assertThat(confirmed.body().has("pending")).isFalse();
            notices.latest(ada.account(), Kind.RECOVERY_MAIL_CHANGED, 1);
        }

        @Test
        void takesThePassword() {
            people.call("PUT", EMAIL, ada, Map.of("email", address)).expect(400, "invalid-request");
            people.call("PUT", EMAIL, ada, Map.of("email", address, "password", "four words of yours"))
                    .expect(403, "password-wrong");
            people.call("PUT", EMAIL, people.registers(), Map.of("email", address, "password", PASSWORD))
                    .expect(404, "password-not-set");
            assertThat(addresses(ada.account())).isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"ada", "ada@example.org\\r\\nBcc: bob@example.org", "ada@example.org,bob@example.org",
            "ada@localhost"})
        void refusesWhatIsNoAddress(String email) {
            Answer answer = people.call("PUT", EMAIL, ada,
                    "{\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\"}");

            answer.expect(400, "invalid-request");
            assertThat(answer.body().get("errors").findValuesAsString("field")).containsExactly("email");
            assertThat(answer.body().toString()).doesNotContain("ada");
        }

        @Test
        void tellsTheOneThatWasReplacedOnce() {
            hasAddress();
            String second = "b" + MailStand.unusedAddress();
            Answer asked = names(second).expect(202);
            assertThat(people.get(EMAIL, ada).expect(200).text("email")).startsWith("a•••");
            assertThat(people.get(EMAIL, ada).text("pending")).startsWith("b•••");

            confirms(asked, mails.latest(second, 1).code()).expect(200);

            assertThat(mails.latest(address, 2).subject()).contains("replaced");
            Eventually.eventually(() -> assertThat(addresses(ada.account())).isEqualTo(1));
            assertThat(mails.to(address)).hasSize(2);
            assertThat(people.get(EMAIL, ada).expect(200).text("email")).startsWith("b•••");
        }

        @Test
        void refusesWrongUsedAndExpiredCodes() {
            Answer asked = names(address).expect(202);
            String code = mails.latest(address, 1).code();
            for (int left = 4; left >= 0; left--) {
                Answer answer = confirms(asked, other(code));
                answer.expect(403, "code-wrong");
                assertThat(answer.number("triesLeft")).isEqualTo(left);
            }
            confirms(asked, code).expect(410, "code-exhausted");
            passAMinute();
            Answer again = names(address).expect(202);
            confirms(asked, code).expect(404, "code-request-unknown");
            String second = mails.latest(address, 2).code();
            clock.advance(Duration.ofMinutes(15));
            ada = people.refreshed(ada);

            confirms(again, second).expect(410, "code-expired");

            Answer last = names(address).expect(202);
            String third = mails.latest(address, 3).code();
            Device stranger = people.registers();
            people.call("PUT", "/v1/account/password", stranger, Map.of("password", PASSWORD)).expect(200);
            people.post(EMAIL + "/confirmation", stranger, Map.of("requestId", last.text("requestId"), "code", third))
                    .expect(404, "code-request-unknown");
            confirms(last, third).expect(200);
            confirms(last, third).expect(409, "code-used");
        }

        @Test
        void mailsOneAMinuteAndTenADay() {
            names(address).expect(202);
            names(address).expect(429, "code-too-soon");
            manyCodes();
            passAMinute();

            names(address).expect(429, "code-limit");
        }

        @Test
        void spendsNoRecoveryCodes() {
            hasAddress();
            manyCodes();
            names(address).expect(429, "code-limit");

            people.call("POST", "/v1/account/password/recovery", ada, null).expect(202);
        }

        @Test
        void writesGermanToWhoReadsIt() {
            people.in("de-AT,de;q=0.9,en;q=0.8", "PUT", EMAIL, ada, Map.of("email", address, "password", PASSWORD))
                    .expect(202);

            Mail mail = mails.latest(address, 1);

            assertThat(mail.subject()).isEqualTo("Bestätige deine Adresse zur Wiederherstellung bei Lethe");
            assertThat(mail.plain()).contains("Wenn du das nicht warst").contains(mail.code());
            assertThat(mail.html()).contains("lang=\"de\"", mail.code()).doesNotContain("http", "src=", "<img");
        }

        @Test
        @Tag("case-44")
        void isRefusedToYoungSessions() {
            clock.advance(Duration.ofHours(25));
            String requestId = proves();
            Device thief = people.device(ada.number(), people.post("/v1/sign-in/password", null,
                    Map.of("requestId", requestId, "password", PASSWORD, "deviceName", "Late")).expect(201));

            people.call("PUT", EMAIL, thief, Map.of("email", address, "password", PASSWORD))
                    .expect(403, "session-too-young");
            people.post(EMAIL + "/removal", thief, Map.of("password", PASSWORD)).expect(403, "session-too-young");
        }
    }

    @Nested
    class Going {

        @Test
        void goesWithThePasswordAtOnce() {
            hasAddress();
            names("b" + address).expect(202);

            people.post("/v1/account/password/removal", ada, Map.of("password", PASSWORD)).expect(200);

            assertThat(addresses(ada.account())).isZero();
            assertThat(people.get(EMAIL, ada).expect(200).body().has("email")).isFalse();
        }

        @Test
        void goesByItselfWithThePasswordInHand() {
            hasAddress();
            people.post(EMAIL + "/removal", ada, Map.of("password", "four words of yours"))
                    .expect(403, "password-wrong");

            assertThat(people.post(EMAIL + "/removal", ada, Map.of("password", PASSWORD)).expect(200)
                    .number("removed")).isEqualTo(1);

            assertThat(addresses(ada.account())).isZero();
            people.post(RECOVERY, ada, "").expect(404, "recovery-not-set");
        }

        @Test
        void staysWhenThePasswordIsChanged() {
            hasAddress();

            people.call("PUT", "/v1/account/password", ada,
                    Map.of("password", "other words of mine", "currentPassword", PASSWORD)).expect(200);

            assertThat(people.get(EMAIL, ada).expect(200).text("email")).isEqualTo("a•••@g•••.org");
        }

        @Test
        @Tag("case-20")
        void goesAgainWhenARestoreBroughtItBack() {
            hasAddress();
            UUID id = jdbc.sql("SELECT id FROM mail_address WHERE account_id = ?").param(ada.account())
                    .query(UUID.class).single();

            events.publish("account-service", new RecoveryAddressRemoved(ada.account(), id));

            Eventually.eventually(() -> assertThat(addresses(ada.account())).isZero());
        }
    }

    @Nested
    class Recovering {

        @Test
        void removesAForgottenPasswordAtSignIn() {
            hasAddress();
            String requestId = proves();
            Answer sent = people.post("/v1/sign-in/recovery", null, Map.of("requestId", requestId)).expect(202);
            assertThat(sent.text("sentTo")).isEqualTo("a•••@g•••.org");
            String code = mails.latest(address, 2).code();
            recovers(requestId, other(code)).expect(403, "code-wrong");

            Device laptop = people.device(ada.number(), recovers(requestId, code).expect(201));

            assertThat(laptop.account()).isEqualTo(ada.account());
            assertThat(people.get("/v1/account/password", laptop).expect(200).body().get("set").asBoolean()).isFalse();
            assertThat(addresses(ada.account())).isZero();
            recovers(requestId, code).expect(409, "code-used");
            notices.latest(ada.account(), Kind.PASSWORD_FORGOTTEN, 1);
            notices.latest(ada.account(), Kind.PASSWORD_CHANGED, 2);
        }

        @Test
        @Tag("case-44")
        void letsTheYoungSessionSetANewPassword() {
            hasAddress();
            clock.advance(Duration.ofHours(25));
            String requestId = proves();
            people.post("/v1/sign-in/recovery", null, Map.of("requestId", requestId)).expect(202);
            Device laptop = people.device(ada.number(),
                    recovers(requestId, mails.latest(address, 2).code()).expect(201));
            people.post("/v1/sessions/end-others", laptop, "").expect(403, "session-too-young");

            people.call("PUT", "/v1/account/password", laptop, Map.of("password", "other words of mine")).expect(200);

            people.call("PUT", "/v1/account/password", laptop,
                    Map.of("password", "third words of mine", "currentPassword", "other words of mine"))
                    .expect(403, "session-too-young");
        }

        @Test
        @Tag("case-40")
        void makesOneSessionOfFiftyParallelUses() {
            hasAddress();
            String requestId = proves();
            people.post("/v1/sign-in/recovery", null, Map.of("requestId", requestId)).expect(202);
            String code = mails.latest(address, 2).code();

            List<Answer> answers = Parallel.times(50, () -> Answer.atLast(() -> recovers(requestId, code)));

            assertThat(answers).filteredOn(it -> it.status() == 201).hasSize(1);
            assertThat(answers).filteredOn(it -> it.status() != 201)
                    .allSatisfy(it -> assertThat(it.text("code")).isIn("code-used", "code-request-unknown"));
        }

        @Test
        @Tag("case-38")
        void killsACodeAfterFiveWrongTriesAndAfterAQuarterOfAnHour() {
            hasAddress();
            String requestId = proves();
            people.post("/v1/sign-in/recovery", null, Map.of("requestId", requestId)).expect(202);
            people.post("/v1/sign-in/recovery", null, Map.of("requestId", requestId)).expect(429, "code-too-soon");
            String first = mails.latest(address, 2).code();
            for (int i = 0; i < 5; i++) {
                recovers(requestId, other(first)).expect(403, "code-wrong");
            }
            recovers(requestId, first).expect(410, "code-exhausted");
            passAMinute();
            people.post("/v1/sign-in/recovery", null, Map.of("requestId", requestId)).expect(202);
            String second = mails.latest(address, 3).code();
            clock.advance(Duration.ofMinutes(15));

            recovers(requestId, second).expect(410, "code-expired");
        }

        @Test
        void neverStandsForTheCodeBySms() {
            hasAddress();
            passAMinute();
            String requestId = people.asksForCode(ada.number()).expect(202).text("requestId");

            people.post("/v1/sign-in/recovery", null, Map.of("requestId", requestId))
                    .expect(404, "code-request-unknown");
            recovers(requestId, "12345678").expect(404, "code-request-unknown");
        }

        @Test
        void isOfferedOnlyWhereAnAddressIsConfirmed() {
            names(address).expect(202);
            String requestId = proves();
            people.post("/v1/sign-in/recovery", null, Map.of("requestId", requestId)).expect(404, "recovery-not-set");
        }

        @Test
        void removesItFromADeviceThatIsSignedIn() {
            hasAddress();
            Answer asked = people.post(RECOVERY, ada, "").expect(202);
            String code = mails.latest(address, 2).code();
            people.post(RECOVERY + "/confirmation", ada,
                    Map.of("requestId", asked.text("requestId"), "code", other(code))).expect(403, "code-wrong");

            people.post(RECOVERY + "/confirmation", ada, Map.of("requestId", asked.text("requestId"), "code", code))
                    .expect(200);

            assertThat(people.signsIn(ada.number()).account()).isEqualTo(ada.account());
        }
    }

    @Nested
    class Sending {

        @Test
        void waitsForAServerThatIsAway() {
            mails.goesAway();
            try {
                names(address).expect(202);
                Eventually.eventually(() -> assertThat(attempts()).isPositive());
            } finally {
                mails.comesBack();
            }
            clock.advance(Duration.ofMinutes(1));

            assertThat(mails.latest(address, 1).subject()).startsWith("Confirm");
            Eventually.eventually(() -> assertThat(queued()).isZero());
        }

        @Test
        void comesAgainWhenToldSo() {
            mails.server().answersReceivers("451 later");
            try {
                names(address).expect(202);
                Eventually.eventually(() -> assertThat(attempts()).isPositive());
            } finally {
                mails.server().answersReceivers("250 yes");
            }
            clock.advance(Duration.ofMinutes(1));

            mails.latest(address, 1);
        }

        @Test
        void tellsWhatTheServerRefused() {
            mails.server().answersReceivers("550 no such user");
            try {
                names(address).expect(202);
                var notice = notices.latest(ada.account(), Kind.RECOVERY_MAIL_CHANGED, 1);
                assertThat(notices.text(notice)).contains("refused", "a•••@g•••.org").doesNotContain(address);
                assertThat(queued()).isZero();
            } finally {
                mails.server().answersReceivers("250 yes");
            }
        }

        @Test
        void dropsWhatIsOver() {
            mails.server().answersReceivers("451 later");
            try {
                names(address).expect(202);
                Eventually.eventually(() -> assertThat(attempts()).isPositive());
                clock.advance(Duration.ofMinutes(16));
                Eventually.eventually(() -> assertThat(queued()).isZero());
            } finally {
                mails.server().answersReceivers("250 yes");
            }
            assertThat(mails.to(address)).isEmpty();
        }

        @Test
        void keepsNothingReadable() {
            hasAddress();
            List<String> readable = new ArrayList<>();
            for (String table : List.of("mail", "mail_address", "address_code", "outbox", "dead_letter")) {
                readable.addAll(jdbc.sql("SELECT t::text FROM " + table + " t").query((row, _) -> row.getString(1))
                        .list());
            }

            assertThat(readable).noneMatch(it -> it.contains("grove") || it.contains(address));
        }

        @Test
        void writesNothingElse() {
            hasAddress();

            assertThat(mails.all()).extracting(Mail::subject).isNotEmpty().allMatch(
                    it -> it.matches("Confirm your recovery address for Lethe|Your recovery code for Lethe"
                            + "|Your recovery address for Lethe was replaced"
                            + "|Bestätige deine Adresse zur Wiederherstellung bei Lethe"));
        }

        private int attempts() {
            return jdbc.sql("SELECT coalesce(max(attempts), 0) FROM mail WHERE account_id = ?").param(ada.account())
                    .query(Integer.class).single();
        }

        private long queued() {
            return jdbc.sql("SELECT count(*) FROM mail WHERE account_id = ?").param(ada.account()).query(Long.class)
                    .single();
        }
    }
}
