package dev.lethe.account.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import dev.lethe.account.AccountTest;
import dev.lethe.account.Answer;
import dev.lethe.account.OperatorDesk;
import dev.lethe.account.People;
import dev.lethe.account.People.Device;
import dev.lethe.account.TextInbox;
import dev.lethe.test.TestClock;

/// An installation that takes numbers of one country, and single ones that are listed.
@AccountTest
@TestPropertySource(properties = {"lethe.admission.mode=prefixes", "lethe.admission.prefixes=+43664,+4366099"})
class ListedNumberIT {

    @Autowired
    private People people;
    @Autowired
    private TextInbox inbox;
    @Autowired
    private TestClock clock;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private Environment environment;

    private OperatorDesk operator;

    @BeforeEach
    void anHourLater() {
        clock.advance(Duration.ofMinutes(61));
        operator = new OperatorDesk(environment);
    }

    private Device comesIn() {
        String number = People.unusedNumber();
        operator.allows(number).expect(200);
        return people.signsIn(number);
    }

    @Test
    @Tag("case-41")
    void saysOnlyToWhoHasTheNumberThatItIsNotListed() {
        String number = People.unusedNumber();
        Answer asked = people.asksForCode(number).expect(202);
        String code = inbox.codeAfter(number, 0);
        String wrong = code.equals("000000") ? "000001" : "000000";
        people.entersCode(asked.text("requestId"), wrong).expect(403, "code-wrong");
        people.entersCode(asked.text("requestId"), code).expect(403, "registration-closed");

        assertThat(operator.allows(number).expect(200).body().get("changed").asBoolean()).isTrue();

        people.entersCode(asked.text("requestId"), code).expect(201);
    }

    @Test
    void takesWhoHasAPrefix() {
        String number = "+43664" + People.unusedNumber().substring(6, 13);

        assertThat(people.signsIn(number).account()).isNotNull();
    }

    @Test
    void asksNobodyWhoHasAnAccount() {
        Device phone = comesIn();
        operator.disallows(phone.number()).expect(200);

        assertThat(people.signsIn(phone.number()).account()).isEqualTo(phone.account());
    }

    @Test
    void letsAnAccountMoveToNumbersOnlyThatMayComeIn() {
        Device phone = comesIn();
        clock.advance(Duration.ofSeconds(61));
        String next = People.unusedNumber();
        int texts = inbox.count(phone.number());
        String requestId = people.call("POST", "/v1/account/number-change", phone, Map.of("number", next),
                People.unusedNetwork()).expect(202).text("requestId");
        var codes = Map.of("requestId", requestId, "oldCode", inbox.codeAfter(phone.number(), texts), "newCode",
                inbox.codeAfter(next, 0));
        people.post("/v1/account/number-change/confirmation", phone, codes).expect(403, "registration-closed");

        operator.allows(next).expect(200);

        people.post("/v1/account/number-change/confirmation", phone, codes).expect(200);
    }

    @Test
    void listsANumberOnceAndKeepsItsHashOnly() {
        String number = People.unusedNumber();
        long before = allowed();

        assertThat(operator.allows(number).expect(200).body().get("changed").asBoolean()).isTrue();
        assertThat(operator.allows(number).expect(200).body().get("changed").asBoolean()).isFalse();
        assertThat(allowed()).isEqualTo(before + 1);
        assertThat(jdbc.sql("SELECT count(*) FROM allowed_number WHERE octet_length(number_index) <> 32")
                .query(Long.class).single()).isZero();
        assertThat(operator.disallows(number).expect(200).body().get("changed").asBoolean()).isTrue();
        assertThat(operator.disallows(number).expect(200).body().get("changed").asBoolean()).isFalse();
        assertThat(allowed()).isEqualTo(before);
        operator.allows("nobody").expect(400, "number-invalid");
    }

    private long allowed() {
        return operator.get("/internal/v1/admission").expect(200).body().get("allowed").asLong();
    }
}
