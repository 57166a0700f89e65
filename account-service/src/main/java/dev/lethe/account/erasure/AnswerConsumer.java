package dev.lethe.account.erasure;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import dev.lethe.account.erasure.Erasures.Kind;
import dev.lethe.account.erasure.Erasures.Witness;
import dev.lethe.events.AccountEvent.ErasureCompleted;
import dev.lethe.events.AnswerEvent;
import dev.lethe.events.AnswerEvent.ErasureAnswered;
import dev.lethe.platform.erasure.ErasureAnswers;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.signature.SignerCertificates;

/// Witnesses answer. An answer counts once, for the erasure it names, and only with its witness' own signature.
@Component
class AnswerConsumer implements EventConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerConsumer.class);

    private final Erasures erasures;
    private final ErasureProgress progress;
    private final SignerCertificates certificates;
    private final Outbox outbox;
    private final Clock clock;

    AnswerConsumer(Erasures erasures, ErasureProgress progress, SignerCertificates certificates, Outbox outbox,
            Clock clock) {
        this.erasures = erasures;
        this.progress = progress;
        this.certificates = certificates;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public String topic() {
        return AnswerEvent.TOPIC;
    }

    @Override
    public boolean neverGivesUp() {
        return true;
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof ErasureAnswered answer) {
            record(answer);
        }
    }

    private void record(ErasureAnswered answer) {
        var running = erasures.byReceipt(answer.receiptId());
        if (running.isEmpty()) {
            // whoever was asked twice has taken it up again, and the link to the receipt with it
            outbox.record(new ErasureCompleted(answer.accountId(), answer.erasureId(),
                    clock.instant().truncatedTo(ChronoUnit.MILLIS)));
            return;
        }
        if (!running.get().erasureId().equals(answer.erasureId())) {
            return;
        }
        String counts = Counts.text(answer.counts());
        String canonical = ErasureAnswers.canonical(answer.receiptId(),
                running.get().promise().subjectHash(running.get().accountId()), running.get().forEveryone(),
                answer.witness(), answer.counts(), answer.at());
        if (!certificates.verify(answer.witness(), canonical, answer.signature())) {
            LOG.error("an answer to an erasure is not signed by its witness {}", answer.witness());
            return;
        }
        var witness = new Witness(answer.witness(), Kind.SERVICE, counts, answer.at(), null, answer.signature());
        if (erasures.answer(answer.erasureId(), witness)) {
            Failpoints.reach("account.answer-before-commit");
            if (erasures.awaitsOnlySelf(answer.erasureId())) {
                progress.wakeAfterCommit(answer.erasureId());
            }
        }
    }
}
