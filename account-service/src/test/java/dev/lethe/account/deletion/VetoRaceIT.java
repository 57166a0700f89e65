package dev.lethe.account.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.node.JsonNodeFactory;

import dev.lethe.account.AccountTest;
import dev.lethe.account.Answer;
import dev.lethe.account.OperatorDesk;
import dev.lethe.account.Parallel;
import dev.lethe.account.People;
import dev.lethe.account.People.Device;
import dev.lethe.test.Eventually;

/// An owner refuses what operators ordered in the moment in which it is carried out.
@AccountTest
@Tag("case-12")
class VetoRaceIT {

    private static final Answer EXECUTED = new Answer(0, JsonNodeFactory.instance.objectNode());

    @Autowired
    private ScheduledDeletions scheduled;
    @Autowired
    private People people;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private Environment environment;

    @RepeatedTest(10)
    void endsStoppedOrDoneAndNeverBoth() {
        Device ada = people.registers();
        String order = new OperatorDesk("grace", environment).call("POST", "/internal/v1/erasure-orders",
                Map.of("number", ada.number())).expect(201).text("id");
        new OperatorDesk("alan", environment)
                .call("POST", "/internal/v1/erasure-orders/" + order + "/confirmation", Map.of()).expect(200);
        jdbc.sql("UPDATE deletion_request SET executes_at = now() WHERE id = ?").param(UUID.fromString(order))
                .update();

        Answer veto = Parallel.<Answer>all(List.of(() -> {
            scheduled.executeDue();
            return EXECUTED;
        }, () -> people.delete("/v1/me/deletion", ada))).getLast();

        Eventually.eventually(() -> assertThat(jdbc.sql("""
                SELECT count(*) FROM deletion_request WHERE account_id = ? AND state = 'SCHEDULED'""")
                .param(ada.account()).query(Long.class).single()).isZero());
        assertThat(jdbc.sql("SELECT state = 'erased' FROM subject WHERE id = ?").param(ada.account())
                .query(Boolean.class).single()).isEqualTo(veto.status() != 200);
    }
}
