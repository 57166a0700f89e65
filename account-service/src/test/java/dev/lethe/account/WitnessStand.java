package dev.lethe.account;

import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.lethe.events.AnswerEvent.ErasureAnswered;
import dev.lethe.platform.erasure.ErasureAnswers;
import dev.lethe.test.TestClock;
import dev.lethe.test.TestEvents;
import dev.lethe.test.secret.TestSecrets;

/// Answers to erasures in the name of the other services.
@Component
class WitnessStand {

    private final JdbcClient jdbc;
    private final TestEvents events;
    private final TestClock clock;

    WitnessStand(JdbcClient jdbc, TestEvents events, TestClock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    void allAnswer(UUID account, UUID receipt) {
        answer(account, receipt, "message-service");
        answer(account, receipt, "contact-service");
        answer(account, receipt, "media-service");
    }

    ErasureAnswered answer(UUID account, UUID receipt, String witness) {
        ErasureAnswered answer = signed(account, receipt, witness, witness);
        events.publish(witness, answer);
        return answer;
    }

    /// An answer in the name of `witness` that `signer` signed.
    ErasureAnswered signed(UUID account, UUID receipt, String witness, String signer) {
        UUID erasure = jdbc.sql("SELECT erasure_id FROM erasure WHERE receipt_id = ?").param(receipt)
                .query((row, _) -> row.getObject(1, UUID.class)).single();
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<String, Long> counts = Map.of("message", 3L, "chat", 1L);
        byte[] signature = TestSecrets.shared().sign(signer, ErasureAnswers.canonical(receipt, witness, counts, at));
        return new ErasureAnswered(account, erasure, receipt, witness, counts, at, signature);
    }

    void publish(ErasureAnswered answer) {
        events.publish(answer.witness(), answer);
    }
}
