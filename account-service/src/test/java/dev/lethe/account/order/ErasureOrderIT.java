package dev.lethe.account.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.JsonNode;

import dev.lethe.account.AccountTest;
import dev.lethe.account.Answer;
import dev.lethe.account.NoticeReader;
import dev.lethe.account.OperatorDesk;
import dev.lethe.account.Parallel;
import dev.lethe.account.People;
import dev.lethe.account.People.Device;
import dev.lethe.account.TextInbox;
import dev.lethe.account.operator.ActChain;
import dev.lethe.events.DeletionEvent.AccountDeletionVetoed;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.test.Eventually;
import dev.lethe.test.TestClock;
import dev.lethe.test.TestEvents;

/// Somebody lost number and device, and asks the operators to have the account deleted.
@AccountTest
@Tag("case-12")
class ErasureOrderIT {

    private static final String ORDERS = "/internal/v1/erasure-orders";

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
    private JdbcClient jdbc;
    @Autowired
    private Environment environment;

    private OperatorDesk grace;
    private OperatorDesk alan;
    private OperatorDesk edsger;

    @BeforeEach
    void begin() {
        grace = new OperatorDesk("grace", environment);
        alan = new OperatorDesk("alan", environment);
        edsger = new OperatorDesk("edsger", environment);
    }

    private static Answer asks(OperatorDesk operator, Device device) {
        return operator.call("POST", ORDERS, Map.of("number", device.number()));
    }

    private static Answer confirms(OperatorDesk operator, String order) {
        return operator.call("POST", ORDERS + "/" + order + "/confirmation", Map.of());
    }

    private static Answer withdraws(OperatorDesk operator, String order) {
        return operator.call("DELETE", ORDERS + "/" + order, Map.of());
    }

    private String orders(Device device) {
        String order = asks(grace, device).expect(201).text("id");
        confirms(alan, order).expect(200);
        return order;
    }

    private List<String> acts(Device device) {
        return people.get("/v1/account/operator-acts", device).expect(200).body().path("acts").valueStream()
                .map(it -> it.path("operator").asString() + " " + it.path("act").asString()).toList();
    }

    private void fallsDue(Device device) {
        jdbc.sql("UPDATE deletion_request SET executes_at = now() WHERE account_id = ? AND state = 'SCHEDULED'")
                .param(device.account()).update();
    }

    @Test
    void takesTwoOperatorsAndAWeek() {
        Device ada = people.registers();
        int texts = inbox.count(ada.number());
        String order = asks(grace, ada).expect(201).text("id");
        assertThat(people.get("/v1/me/deletion", ada).expect(200).text("state")).isEqualTo("none");
        confirms(grace, order).expect(403, "second-operator-required");
        confirms(new OperatorDesk("GRACE", environment), order).expect(403, "second-operator-required");
        confirms(new OperatorDesk(" gra\u200dce", environment), order).expect(403, "second-operator-required");

        Answer confirmed = confirms(alan, order).expect(200);

        assertThat(Duration.between(Instant.now(), Instant.parse(confirmed.text("executesAt"))))
                .isBetween(Duration.ofDays(6), Duration.ofDays(7));
        Answer state = people.get("/v1/me/deletion", ada).expect(200);
        assertThat(List.of(state.text("state"), state.text("askedBy"))).containsExactly("scheduled", "operators");
        assertThat(state.body().get("mayCancel").asBoolean()).isTrue();
        assertThat(notices.text(notices.latest(ada.account(), Kind.DELETION_SCHEDULED, 1))).contains("An operator");
        Eventually.eventually(() -> assertThat(inbox.count(ada.number())).isEqualTo(texts + 1));
        assertThat(inbox.latest(ada.number())).contains("delete your account");
        assertThat(acts(ada)).containsExactly("grace erasure-asked", "alan erasure-confirmed");
        JsonNode own = people.get("/v1/account/operator-acts", ada).expect(200).body();
        assertThat(ActChain.holds(own, ada.account().toString())).isTrue();
    }

    @Test
    void endsTheAccountByTheSameErasureAsAnyOther() {
        Device ada = people.registers();
        String order = asks(grace, ada).expect(201).text("id");
        String receipt = confirms(alan, order).expect(200).text("receiptId");

        fallsDue(ada);

        Eventually.eventually(() -> people.get("/v1/erasures/" + receipt, null).expect(200));
        people.refreshes(ada.refresh()).expect(401, "refresh-refused");
        confirms(edsger, order).expect(409, "erasure-order-over");
        withdraws(grace, order).expect(409, "erasure-order-over");
        asks(grace, ada).expect(404, "account-unknown");
        assertThat(jdbc.sql("SELECT act FROM operator_act WHERE account_id = ? ORDER BY sequence").param(ada.account())
                .query(String.class).list()).containsExactly("erasure-asked", "erasure-confirmed");
    }

    @Test
    void schedulesOnceUnderConfirmationsAtOnce() {
        Device ada = people.registers();
        String order = asks(grace, ada).expect(201).text("id");

        List<Answer> answers = Parallel.all(IntStream.range(0, 20)
                .<Callable<Answer>>mapToObj(
                        it -> () -> Answer.atLast(() -> confirms(it % 2 == 0 ? alan : edsger, order)))
                .toList());

        assertThat(answers).allSatisfy(it -> it.expect(200));
        assertThat(answers.stream().map(it -> it.text("receiptId") + it.text("executesAt")).distinct()).hasSize(1);
        assertThat(acts(ada)).hasSize(2);
        var _ = people.signsIn(ada.number());
        notices.latest(ada.account(), Kind.SIGN_IN_CODE, 1);
        assertThat(notices.of(ada.account(), Kind.DELETION_SCHEDULED)).as("before the later notice").hasSize(1);
    }

    @Test
    void answersTheSameToAnOperatorWhoAsksTwice() {
        Device ada = people.registers();

        List<Answer> answers = Parallel.times(10, () -> Answer.atLast(() -> asks(grace, ada)).expect(201));

        assertThat(answers.stream().map(it -> it.text("id")).distinct()).hasSize(1);
        assertThat(acts(ada)).containsExactly("grace erasure-asked");
    }

    @Test
    void forgetsAnOrderThatNobodyConfirmsWithinADay() {
        Device ada = people.registers();
        String order = asks(grace, ada).expect(201).text("id");
        clock.advance(Duration.ofDays(1));

        confirms(alan, order).expect(410, "erasure-order-expired");

        assertThat(asks(grace, ada).expect(201).text("id")).isNotEqualTo(order);
    }

    @Test
    @Tag("case-44")
    void letsAnySessionRefuse() {
        Device phone = people.registers();
        orders(phone);
        Device young = people.signsIn(phone.number());

        assertThat(people.delete("/v1/me/deletion", young).expect(200).number("cancelled")).isEqualTo(1);

        fallsDue(phone);
        assertThat(people.get("/v1/me/deletion", young).expect(200).text("state")).isEqualTo("none");
        people.get("/v1/me", phone).expect(200);
    }

    @Test
    @Tag("case-74")
    void hearsAgainOfAVetoThatARestoredDatabaseDoesNotKnow() {
        Device ada = people.registers();
        String order = orders(ada);
        people.delete("/v1/me/deletion", ada).expect(200);
        confirms(edsger, order).expect(409, "erasure-order-over");
        jdbc.sql("UPDATE deletion_request SET state = 'SCHEDULED' WHERE id = ?").param(UUID.fromString(order))
                .update();

        events.publish("account-service", new AccountDeletionVetoed(ada.account(), UUID.fromString(order)));

        Eventually.eventually(
                () -> assertThat(people.get("/v1/me/deletion", ada).text("state")).isEqualTo("none"));
    }

    @Test
    void canBeTakenBackByAnyOperator() {
        Device ada = people.registers();
        String unconfirmed = asks(grace, ada).expect(201).text("id");
        withdraws(edsger, unconfirmed).expect(200);
        confirms(alan, unconfirmed).expect(404, "not-found");
        String order = orders(ada);

        withdraws(edsger, order).expect(200);

        assertThat(people.get("/v1/me/deletion", ada).expect(200).text("state")).isEqualTo("none");
        withdraws(edsger, order).expect(409, "erasure-order-over");
        assertThat(acts(ada)).containsExactly("grace erasure-asked", "edsger erasure-withdrawn",
                "grace erasure-asked", "alan erasure-confirmed", "edsger erasure-withdrawn");
    }

    @Test
    void waitsForADeletionThatWaits() {
        Device phone = people.registers();
        orders(phone);

        asks(edsger, phone).expect(409, "deletion-scheduled");
        assertThat(acts(phone)).last().isEqualTo("edsger erasure-asked-in-vain");
        people.post("/v1/me/deletion", phone, "").expect(409, "deletion-scheduled");
    }

    @Test
    void triesTheTextAgainThatTheGatewayRefused() {
        Device ada = people.registers();
        int texts = inbox.count(ada.number());
        inbox.refuse(ada.number());
        String order = orders(ada);
        Eventually.eventually(() -> assertThat(jdbc.sql(
                "SELECT text_tried_at IS NOT NULL FROM erasure_order WHERE id = ?").param(UUID.fromString(order))
                .query(Boolean.class).single()).isTrue());

        inbox.takeAgain(ada.number());
        clock.advance(Duration.ofMinutes(11));

        Eventually.eventually(() -> assertThat(inbox.count(ada.number())).isEqualTo(texts + 1));
        Eventually.eventually(() -> assertThat(jdbc.sql("SELECT text_owed FROM erasure_order WHERE id = ?")
                .param(UUID.fromString(order)).query(Boolean.class).single()).isFalse());
        assertThat(inbox.count(ada.number())).isEqualTo(texts + 1);
    }

    @Test
    void namesWhoAsksForANumberInVain() {
        long before = inVain();

        grace.call("POST", ORDERS, Map.of("number", People.unusedNumber())).expect(404, "account-unknown");

        assertThat(inVain()).isEqualTo(before + 1);
    }

    private long inVain() {
        return jdbc.sql("""
                SELECT count(*) FROM operator_act
                WHERE acted_by = 'grace' AND act = 'erasure-asked-in-vain' AND account_id IS NULL""")
                .query(Long.class).single();
    }

    @Test
    void listsOrdersWithoutNumbers() {
        Device ada = people.registers();
        String order = asks(grace, ada).expect(201).text("id");

        String listed = alan.get(ORDERS).expect(200).body().toString();

        assertThat(listed).contains(order).contains(ada.account().toString())
                .doesNotContain(ada.number().substring(1));
        asks(grace, new Device(ada.account(), ada.session(), People.unusedNumber(), "", ""))
                .expect(404, "account-unknown");
        confirms(alan, UUID.randomUUID().toString()).expect(404, "not-found");
    }
}
