package dev.lethe.account;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.lethe.events.AccountEvent;
import dev.lethe.events.AccountEvent.AccountErased;
import dev.lethe.events.AnswerEvent.ErasureAnswered;
import dev.lethe.platform.erasure.ErasureAnswers;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;
import dev.lethe.platform.signature.ReceiptPromise;
import dev.lethe.test.TestClock;
import dev.lethe.test.TestEvents;
import dev.lethe.test.secret.TestSecrets;

/// Answers to erasures in the name of the other services, and hears when they are asked again.
@Component
class WitnessStand implements EventConsumer {

    private record Running(UUID erasureId, byte[] salt) {}

    private final List<AccountErased> askedAgain = new CopyOnWriteArrayList<>();
    private final JdbcClient jdbc;
    private final TestEvents events;
    private final TestClock clock;

    WitnessStand(JdbcClient jdbc, TestEvents events, TestClock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String topic() {
        return AccountEvent.TOPIC;
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof AccountErased erased && erased.asksAgain()) {
            askedAgain.add(erased);
        }
    }

    List<AccountErased> askedAgain(UUID account) {
        return askedAgain.stream().filter(it -> it.accountId().equals(account)).toList();
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
        return signed(account, account, receipt, witness, signer);
    }

    /// An answer that tells of one account and was signed for the end of another.
    ErasureAnswered signed(UUID account, UUID erased, UUID receipt, String witness, String signer) {
        var running = jdbc.sql("SELECT erasure_id, salt FROM erasure WHERE receipt_id = ?").param(receipt)
                .query(Running.class).single();
        var at = clock.instant().truncatedTo(ChronoUnit.HOURS);
        Map<String, Long> counts = Map.of("message", 3L, "chat", 1L);
        String hash = new ReceiptPromise(receipt, running.salt()).subjectHash(erased);
        byte[] signature = TestSecrets.shared().sign(signer,
                ErasureAnswers.canonical(receipt, hash, false, witness, counts, at));
        return new ErasureAnswered(account, running.erasureId(), receipt, witness, counts, at, signature);
    }

    void publish(ErasureAnswered answer) {
        events.publish(answer.witness(), answer);
    }
}
