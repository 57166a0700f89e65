package dev.lethe.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.JsonNode;

import dev.lethe.account.People.Device;
import dev.lethe.account.code.Ticket;
import dev.lethe.events.AccountEvent.AccountErased;
import dev.lethe.events.DeletionEvent;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.vault.Keyholders;
import dev.lethe.test.Eventually;
import dev.lethe.test.TestClock;
import dev.lethe.test.TestEvents;
import dev.lethe.test.vault.InMemoryKeyholder;

@AccountTest
class DeletionIT {

    @Autowired
    private People people;
    @Autowired
    private TextInbox inbox;
    @Autowired
    private NoticeReader notices;
    @Autowired
    private WitnessStand witnesses;
    @Autowired
    private VetoReader vetoes;
    @Autowired
    private TestEvents events;
    @Autowired
    private TestClock clock;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private Keyholders keyholders;
    @Autowired
    private Environment environment;
    @Autowired
    private List<EventConsumer> consumers;
    @Autowired
    private DataSource dataSource;

    private record Ended(Device device, UUID receipt, Answer answer) {}

    private Answer asks(Device device) {
        return people.post("/v1/me/deletion", device, "").expect(202);
    }

    private Answer confirms(Answer asked, String code) {
        return people.post("/v1/me/deletion/confirmation", null,
                Map.of("requestId", asked.text("requestId"), "code", code, "forEveryone", false));
    }

    private Ended deletes(Device device) {
        Answer asked = asks(device);
        Answer answer = confirms(asked, notices.deletionCode(device.account(), 1)).expect(202);
        return new Ended(device, UUID.fromString(asked.text("receiptId")), answer);
    }

    private JsonNode status(UUID receipt) {
        return people.get("/v1/erasures/" + receipt, null).expect(200).body();
    }

    private JsonNode receiptOf(Ended ended) {
        witnesses.allAnswer(ended.device().account(), ended.receipt());
        Eventually.eventually(() -> assertThat(status(ended.receipt()).get("state").asString()).isEqualTo("done"));
        return status(ended.receipt()).get("receipt");
    }

    @Test
    void endsAnAccountAtOnce() {
        Device ada = people.registers();
        Device bob = people.registers();

        Ended ended = deletes(ada);

        assertThat(ended.answer().text("state")).isEqualTo("executed");
        Eventually.eventually(Duration.ofSeconds(1), () -> people.get("/v1/me", ada).expect(401, "unauthenticated"));
        people.refreshes(ada.refresh()).expect(401, "refresh-refused");
        assertThat(people.get("/v1/accounts/" + ada.account(), bob).expect(200).body().get("deleted").asBoolean())
                .isTrue();
        assertThat(people.get("/v1/accounts/" + ada.account(), bob).body().has("firstName")).isFalse();
    }

    @Test
    void issuesAReceiptOnceEverybodyAnswered() {
        Ended ended = deletes(people.registers());
        UUID account = ended.device().account();

        JsonNode receipt = receiptOf(ended);

        assertThat(receipt.get("witnesses").findValuesAsString("witness")).containsExactlyInAnyOrder(
                "message-service", "contact-service", "media-service", "account-service");
        assertThat(receipt.get("keyholders").findValuesAsString("holder")).containsExactly("keyholder-1",
                "keyholder-2", "keyholder-3");
        assertThat(receipt.toString()).doesNotContain(account.toString());
        assertThat(rowsNaming(account)).isEmpty();
        assertThat(Receipts.isSigned(receipt)).isTrue();
        assertThat(Receipts.isOf(receipt, account, ended.answer().text("salt"))).isTrue();
    }

    @Test
    @Tag("case-6")
    void endsOnceUnderFiftyConcurrentConfirmations() {
        Device ada = people.registers();
        Answer asked = asks(ada);
        String code = notices.deletionCode(ada.account(), 1);

        List<Answer> answers = Parallel.times(50, () -> Answer.atLast(() -> confirms(asked, code)));

        assertThat(answers).allSatisfy(it -> assertThat(it.status()).isEqualTo(202));
        assertThat(answers.stream().map(it -> it.text("receiptId")).distinct()).hasSize(1);
        assertThat(jdbc.sql("SELECT count(*) FROM erasure WHERE account_id = ?").param(ada.account())
                .query((row, _) -> row.getLong(1)).single()).isEqualTo(1);
        receiptOf(new Ended(ada, UUID.fromString(asked.text("receiptId")), answers.getFirst()));
        confirms(asked, code).expect(404, "code-request-unknown");
    }

    @Test
    @Tag("case-7")
    void takesEachAnswerOnceInAnyOrder() {
        Ended ended = deletes(people.registers());
        UUID account = ended.device().account();
        var answer = witnesses.answer(account, ended.receipt(), "media-service");
        witnesses.publish(answer);

        JsonNode receipt = receiptOf(ended);
        witnesses.publish(answer);

        assertThat(receipt).isEqualTo(status(ended.receipt()).get("receipt"));
    }

    @Test
    void ignoresAnAnswerThatItsWitnessDidNotSign() {
        Ended ended = deletes(people.registers());
        UUID account = ended.device().account();
        witnesses.publish(witnesses.signed(account, ended.receipt(), "message-service", "contact-service"));
        witnesses.answer(account, ended.receipt(), "contact-service");
        witnesses.answer(account, ended.receipt(), "media-service");

        Eventually.eventually(() -> assertThat(stateOf(ended, "media-service")).isEqualTo("done"));

        assertThat(stateOf(ended, "message-service")).isEqualTo("pending");
        assertThat(status(ended.receipt()).get("state").asString()).isEqualTo("running");
        receiptOf(ended);
    }

    @Test
    @Tag("case-81")
    void ignoresAnAnswerThatWasSignedForTheEndOfAnotherAccount() {
        Ended ended = deletes(people.registers());
        UUID account = ended.device().account();
        witnesses.publish(
                witnesses.signed(account, UUID.randomUUID(), ended.receipt(), "message-service", "message-service"));
        witnesses.answer(account, ended.receipt(), "media-service");

        Eventually.eventually(() -> assertThat(stateOf(ended, "media-service")).isEqualTo("done"));

        assertThat(stateOf(ended, "message-service")).isEqualTo("pending");
        receiptOf(ended);
    }

    @Test
    @Tag("case-81")
    void issuesReceiptsThatTellNoMomentOfTheDatabase() {
        String receipt = receiptOf(deletes(people.registers())).toString();

        assertThat(receipt).contains("T").doesNotContainPattern("T\\d\\d:(?!00:00Z)")
                .contains("copies-of-others", "forwards-by-others", "exports-and-imports-of-others",
                        "ciphertext-in-backups");
        assertThat(jdbc.sql("""
                SELECT count(*) FROM information_schema.columns
                WHERE table_name = 'receipt' AND data_type LIKE 'timestamp%'""").query(Long.class).single()).isZero();
    }

    @Test
    @Tag("case-81")
    void leavesNothingThatJoinsAReceiptToItsAccount() {
        List<Ended> all = List.of(deletes(people.registers()), deletes(people.registers()));
        all.forEach(this::receiptOf);
        clock.advance(Duration.ofDays(1));

        Eventually.eventually(() -> assertThat(jdbc.sql("SELECT count(*) FROM receipt WHERE issued_on IS NOT NULL")
                .query(Long.class).single()).isZero());

        assertThat(tablesWith("xmin IN (SELECT xmin FROM receipt)")).containsExactly("receipt");
        for (Ended ended : all) {
            assertThat(tablesWith("t::text LIKE '%" + ended.receipt() + "%'")).containsExactly("receipt");
            assertThat(tablesWith("t::text LIKE '%" + ended.answer().text("salt") + "%'")).isEmpty();
            assertThat(jdbc.sql("SELECT document FROM receipt WHERE receipt_id = ?").param(ended.receipt())
                    .query(String.class).single()).doesNotContain(ended.device().account().toString());
        }
    }

    @Test
    @Tag("case-77")
    void asksAgainForAnAnswerThatWasLost() {
        Ended ended = deletes(people.registers());
        UUID account = ended.device().account();
        witnesses.answer(account, ended.receipt(), "message-service");
        witnesses.answer(account, ended.receipt(), "contact-service");
        Eventually.eventually(() -> assertThat(stateOf(ended, "contact-service")).isEqualTo("done"));
        assertThat(witnesses.askedAgain(account)).isEmpty();

        clock.advance(Duration.ofHours(1));

        Eventually.eventually(() -> assertThat(witnesses.askedAgain(account)).singleElement()
                .extracting(AccountErased::receiptId).isEqualTo(ended.receipt()));
        receiptOf(ended);
    }

    @Test
    @Tag("case-11")
    void givesTheSameNumberToANewAccount() {
        Device before = people.registers();
        Ended ended = deletes(before);

        Device after = people.signsIn(before.number());

        assertThat(after.account()).isNotEqualTo(before.account());
        assertThat(people.get("/v1/sessions", after).expect(200).body().get("sessions")).hasSize(1);
        receiptOf(ended);
        people.get("/v1/me", after).expect(200);
    }

    @Test
    @Tag("case-71")
    void resetsNoLimitOfItsNumber() {
        Device ada = people.registers();
        String number = ada.number();
        deletes(ada);
        people.asksForCode(number).expect(429, "code-too-soon");
        deletes(people.signsIn(number));
        for (int code = 3; code <= 5; code++) {
            clock.advance(Duration.ofSeconds(61));
            String requestId = people.asksForCode(number).expect(202).text("requestId");
            people.entersCode(requestId, inbox.codeAfter(number, code - 1)).expect(429, "registration-limit");
        }
        clock.advance(Duration.ofSeconds(61));
        people.asksForCode(number).expect(429, "code-limit");
        clock.advance(Duration.ofHours(24));

        assertThat(people.signsIn(number).account()).isNotEqualTo(ada.account());
    }

    @Test
    @Tag("case-71")
    void keepsTheRegistrationsOfANumberWhenItsErasuresAreDone() {
        Device ada = people.registers();
        receiptOf(deletes(ada));
        receiptOf(deletes(people.signsIn(ada.number())));
        clock.advance(Duration.ofSeconds(61));
        String requestId = people.asksForCode(ada.number()).expect(202).text("requestId");

        people.entersCode(requestId, inbox.codeAfter(ada.number(), 2)).expect(429, "registration-limit");
    }

    @Test
    @Tag("case-40")
    void leavesNoCodeOpenBehind() {
        Device ada = people.registers();
        clock.advance(Duration.ofSeconds(61));
        String requestId = people.asksForCode(ada.number()).expect(202).text("requestId");
        String code = inbox.codeAfter(ada.number(), 1);
        deletes(ada);

        people.entersCode(requestId, code).expect(409, "code-used");

        assertThat(jdbc.sql("SELECT count(*) FROM sign_in_code WHERE id = ? AND number IS NOT NULL")
                .param(Ticket.parse(requestId).orElseThrow().id()).query(Long.class).single()).isZero();
    }

    @Test
    @Tag("case-12")
    void knowsNoWayBack() {
        Device ada = people.registers();
        Ended ended = deletes(ada);

        Eventually.eventually(Duration.ofSeconds(1),
                () -> people.delete("/v1/me/deletion", ada).expect(401, "unauthenticated"));
        people.delete("/v1/erasures/" + ended.receipt(), null).expect(405, "method-not-allowed");
        people.post("/v1/erasures/" + ended.receipt(), null, "").expect(405, "method-not-allowed");
        receiptOf(ended);
    }

    @Test
    @Tag("case-15")
    void reportsProgressThatNeverGoesBack() {
        Ended ended = deletes(people.registers());
        UUID account = ended.device().account();
        assertThat(stateOf(ended, "account-service")).isEqualTo("pending");

        witnesses.answer(account, ended.receipt(), "contact-service");
        Eventually.eventually(() -> assertThat(stateOf(ended, "contact-service")).isEqualTo("done"));
        assertThat(status(ended.receipt()).get("state").asString()).isEqualTo("running");
        receiptOf(ended);

        assertThat(rowsNaming(account)).isEmpty();
        people.get("/v1/erasures/" + UUID.randomUUID(), null).expect(404, "not-found");
    }

    @Test
    void turnsNobodyAwayWhoConfirms() {
        String spared = environment.getRequiredProperty("lethe.overload.spared[0]");

        people.post(spared, null, Map.of("requestId", "unknown", "code", "123456", "forEveryone", false))
                .expect(404, "code-request-unknown");
    }

    @Test
    void letsAKeyholderThatHangsHoldUpNobody() {
        InMemoryKeyholder third = (InMemoryKeyholder) keyholders.all().get(2);
        var hanging = new CountDownLatch(1);
        third.hangUntil(hanging);

        List<Ended> ended = Stream.generate(() -> deletes(people.registers())).limit(3).toList();

        try {
            Eventually.eventually(() -> assertThat(ended).allSatisfy(it -> {
                assertThat(stateOf(it, "keyholder-1")).isEqualTo("done");
                assertThat(stateOf(it, "keyholder-2")).isEqualTo("done");
                assertThat(stateOf(it, "keyholder-3")).isEqualTo("pending");
            }));
        } finally {
            hanging.countDown();
        }
        Eventually.eventually(
                () -> assertThat(ended).allSatisfy(it -> assertThat(stateOf(it, "keyholder-3")).isEqualTo("done")));
    }

    @Test
    void waitsForAKeyholderThatIsDown() {
        InMemoryKeyholder third = (InMemoryKeyholder) keyholders.all().get(2);
        Ended ended = deletes(people.registers());
        third.down(true);
        Ended second = deletes(people.registers());
        witnesses.allAnswer(second.device().account(), second.receipt());
        Eventually.eventually(() -> assertThat(stateOf(second, "keyholder-1")).isEqualTo("done"));
        assertThat(stateOf(second, "keyholder-3")).isEqualTo("pending");

        third.down(false);

        receiptOf(ended);
        Eventually.eventually(() -> assertThat(status(second.receipt()).get("state").asString()).isEqualTo("done"));
    }

    @Test
    void refusesAWrongCodeAndDiesAfterFive() {
        Device ada = people.registers();
        Answer asked = asks(ada);
        String code = notices.deletionCode(ada.account(), 1);
        String wrong = code.equals("000000") ? "000001" : "000000";

        for (int i = 0; i < 5; i++) {
            confirms(asked, wrong).expect(403, "code-wrong");
        }

        confirms(asked, code).expect(410, "code-exhausted");
        people.get("/v1/me", ada).expect(200);
    }

    @Test
    void refusesACodeAfterFiveMinutes() {
        Device ada = people.registers();
        Answer asked = asks(ada);
        String code = notices.deletionCode(ada.account(), 1);
        clock.advance(Duration.ofMinutes(5));

        confirms(asked, code).expect(410, "code-expired");
    }

    @Test
    void takesACodeThatWasRightWhenItCameHoweverLongItWaits() throws Exception {
        Device ada = people.registers();
        Answer asked = asks(ada);
        String code = notices.deletionCode(ada.account(), 1);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var blocker = dataSource.getConnection();
                var lock = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            lock.execute("SELECT FROM account WHERE id = '" + ada.account() + "' FOR UPDATE");
            Future<Answer> confirmed = threads.submit(() -> confirms(asked, code));
            Eventually.eventually(() -> assertThat(jdbc.sql("""
                    SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
                        AND wait_event_type = 'Lock'""").query(Long.class).single()).isPositive());
            clock.advance(Duration.ofMinutes(6));
            blocker.rollback();

            confirmed.get().expect(202);
        }
    }

    @Test
    void refusesTheCodeOfASessionThatEnded() {
        Device ada = people.registers();
        Answer asked = asks(ada);
        String code = notices.deletionCode(ada.account(), 1);
        people.delete("/v1/sessions/current", ada).expect(200);

        confirms(asked, code).expect(404, "code-request-unknown");
    }

    @Test
    @Tag("case-44")
    void showsTheCodeToOldSessionsOnlyWhileOneLives() {
        Device phone = people.registers();
        clock.advance(Duration.ofHours(25));
        Device thief = people.signsIn(phone.number());

        Answer asked = asks(thief);

        assertThat(asked.text("waits")).isEqualTo("PT24H");
        var notice = notices.latest(phone.account(), Kind.DELETION_CODE, 1);
        assertThat(notice.visibleToSessionsStartedBefore()).isNotNull()
                .isBefore(clock.instant().minus(Duration.ofHours(23)));
    }

    @Test
    @Tag("case-44")
    void leavesTheOwnersCodesToTheOwner() {
        Device phone = people.registers();
        clock.advance(Duration.ofHours(25));
        Device thief = people.signsIn(phone.number());
        for (int code = 0; code < 5; code++) {
            asks(thief);
            clock.advance(Duration.ofSeconds(61));
        }
        people.post("/v1/me/deletion", thief, "").expect(429, "code-limit");

        Answer asked = asks(people.refreshed(phone));

        assertThat(confirms(asked, notices.deletionCode(phone.account(), 6)).expect(202).text("state"))
                .isEqualTo("executed");
    }

    @Test
    @Tag("case-44")
    void letsAnOlderSessionVetoWhatAYoungOneAskedFor() {
        Device phone = people.registers();
        clock.advance(Duration.ofHours(25));
        Device thief = people.signsIn(phone.number());
        Answer asked = asks(thief);
        Answer confirmed = confirms(asked, notices.deletionCode(phone.account(), 1)).expect(202);
        assertThat(confirmed.text("state")).isEqualTo("scheduled");
        notices.latest(phone.account(), Kind.DELETION_SCHEDULED, 1);
        Device owner = people.refreshed(phone);
        assertThat(people.get("/v1/me/deletion", owner).expect(200).text("state")).isEqualTo("scheduled");

        assertThat(people.delete("/v1/me/deletion", owner).expect(200).number("cancelled")).isEqualTo(1);

        people.refreshes(thief.refresh()).expect(401, "refresh-refused");
        assertThat(people.get("/v1/me/deletion", owner).expect(200).text("state")).isEqualTo("none");
        people.delete("/v1/me/deletion", owner).expect(404, "deletion-not-open");
    }

    @Test
    void executesAScheduledDeletionWhenItsDayIsOver() {
        Device phone = people.registers();
        clock.advance(Duration.ofHours(25));
        Device laptop = people.signsIn(phone.number());
        Answer asked = asks(laptop);
        String code = notices.deletionCode(phone.account(), 1);
        Answer scheduled = confirms(asked, code).expect(202);
        assertThat(confirms(asked, code).expect(202).text("executesAt")).isEqualTo(scheduled.text("executesAt"));

        jdbc.sql("UPDATE deletion_request SET executes_at = now() WHERE account_id = ?").param(phone.account())
                .update();

        UUID receipt = UUID.fromString(asked.text("receiptId"));
        Eventually.eventually(() -> people.get("/v1/erasures/" + receipt, null).expect(200));
        receiptOf(new Ended(laptop, receipt, scheduled));
        people.refreshes(phone.refresh()).expect(401, "refresh-refused");
    }

    @Test
    @Tag("case-44")
    void tellsAgainOfADeletionThatWaits() {
        Scheduled scheduled = schedules();
        UUID account = scheduled.phone().account();
        notices.latest(account, Kind.DELETION_SCHEDULED, 1);

        jdbc.sql("UPDATE deletion_request SET told_at = now() - interval '9 hours' WHERE account_id = ?")
                .param(account).update();

        Eventually.eventually(() -> assertThat(notices.of(account, Kind.DELETION_SCHEDULED)).hasSize(2));
    }

    /// A deletion that a second, young device asked for; it waits.
    private record Scheduled(Device phone, Device laptop, UUID receipt) {}

    private Scheduled schedules() {
        Device phone = people.registers();
        clock.advance(Duration.ofHours(25));
        Device laptop = people.signsIn(phone.number());
        Answer asked = asks(laptop);
        confirms(asked, notices.deletionCode(phone.account(), 1)).expect(202);
        return new Scheduled(people.refreshed(phone), laptop, UUID.fromString(asked.text("receiptId")));
    }

    private void fallsDue(Scheduled scheduled) {
        jdbc.sql("UPDATE deletion_request SET executes_at = now(), state = 'SCHEDULED' WHERE account_id = ?")
                .param(scheduled.phone().account()).update();
    }

    private String requestOf(Scheduled scheduled) {
        return jdbc.sql("SELECT state FROM deletion_request WHERE account_id = ?").param(scheduled.phone().account())
                .query(String.class).single();
    }

    @Test
    @Tag("case-74")
    void hearsAgainOfAVetoThatARestoredDatabaseDoesNotKnow() {
        Scheduled scheduled = schedules();
        people.delete("/v1/me/deletion", scheduled.laptop()).expect(200);
        Eventually.eventually(() -> assertThat(vetoes.of(scheduled.phone().account())).isPresent());
        jdbc.sql("UPDATE deletion_request SET state = 'SCHEDULED' WHERE account_id = ?")
                .param(scheduled.phone().account()).update();
        assertThat(people.get("/v1/me/deletion", scheduled.phone()).text("state")).isEqualTo("scheduled");

        events.publish("account-service", vetoes.of(scheduled.phone().account()).orElseThrow());

        Eventually.eventually(() -> assertThat(requestOf(scheduled)).isEqualTo("CANCELLED"));
        people.get("/v1/me", scheduled.phone()).expect(200);
    }

    @Test
    @Tag("case-74")
    void buriesNoDeletionAndNothingThatStopsOne() {
        assertThat(consumers).filteredOn(it -> it.topic().equals(DeletionEvent.TOPIC))
                .hasSizeGreaterThan(2).allMatch(EventConsumer::neverGivesUp);
    }

    @Test
    @Tag("case-74")
    void carriesOutNoDeletionWhoseSessionHasEnded() {
        Scheduled scheduled = schedules();
        people.delete("/v1/sessions/" + scheduled.laptop().session(), scheduled.phone()).expect(200);
        assertThat(people.get("/v1/me/deletion", scheduled.phone()).text("state")).isEqualTo("none");

        fallsDue(scheduled);

        Eventually.eventually(() -> assertThat(requestOf(scheduled)).isEqualTo("CANCELLED"));
        people.get("/v1/me", scheduled.phone()).expect(200);
    }

    @Test
    void letsADeletionThatFailsHoldUpNoOther() {
        Scheduled failing = schedules();
        jdbc.sql("""
                INSERT INTO erasure (erasure_id, account_id, receipt_id, salt, for_everyone, requested_at, executed_at,
                        signature, asked_at)
                VALUES (gen_random_uuid(), gen_random_uuid(), ?, '', false, now(), now(), '', now())""")
                .param(failing.receipt()).update();
        Scheduled other = schedules();
        fallsDue(failing);

        fallsDue(other);

        Eventually.eventually(() -> people.get("/v1/erasures/" + other.receipt(), null).expect(200));
        assertThat(requestOf(failing)).isEqualTo("SCHEDULED");
        jdbc.sql("DELETE FROM erasure WHERE receipt_id = ?").param(failing.receipt()).update();
        Eventually.eventually(() -> people.get("/v1/erasures/" + failing.receipt(), null).expect(200));
    }

    private String stateOf(Ended ended, String witness) {
        for (JsonNode state : status(ended.receipt()).get("witnesses")) {
            if (state.get("name").asString().equals(witness)) {
                return state.get("state").asString();
            }
        }
        throw new AssertionError("no such witness: " + witness);
    }

    private List<String> tablesWith(String condition) {
        return jdbc.sql("""
                SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
                ORDER BY relname""").query((row, _) -> row.getString(1)).list().stream()
                .filter(table -> jdbc.sql("SELECT EXISTS (SELECT 1 FROM " + table + " t WHERE " + condition + ")")
                        .query(Boolean.class).single())
                .toList();
    }

    /// Tables that hold the account's id anywhere, but the tombstone, the feed of revocations and events on their way.
    private List<String> rowsNaming(UUID account) {
        return jdbc.sql("""
                SELECT table_name || '.' || column_name FROM information_schema.columns
                WHERE table_schema = 'public' AND data_type = 'uuid'
                  AND table_name NOT IN ('subject', 'revocation', 'outbox', 'operator_act')""")
                .query((row, _) -> row.getString(1)).list().stream().filter(column -> {
                    String[] parts = column.split("\\.", 2);
                    return jdbc.sql("SELECT count(*) FROM " + parts[0] + " WHERE " + parts[1] + " = ?")
                            .param(account).query((row, _) -> row.getLong(1)).single() > 0;
                }).toList();
    }
}
