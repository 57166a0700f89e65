package dev.lethe.platform.erasure;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import tools.jackson.databind.json.JsonMapper;

import dev.lethe.events.AccountEvent;
import dev.lethe.events.AccountEvent.AccountErased;
import dev.lethe.events.AccountEvent.ErasureCompleted;
import dev.lethe.events.AnswerEvent.ErasureAnswered;
import dev.lethe.events.Event;
import dev.lethe.platform.caller.RevocationListener;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;
import dev.lethe.platform.ledger.ErasureOrder;
import dev.lethe.platform.ledger.LedgerEntry;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.signature.ReceiptPromise;
import dev.lethe.platform.signature.SignerCertificates;

/// Hears that an account is erased, marks it, and leaves the deleting to the worker.
final class AccountErasedConsumer implements EventConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(AccountErasedConsumer.class);

    private final Erasures erasures;
    private final SignerCertificates signers;
    private final Outbox outbox;
    private final JsonMapper json;
    private final List<RevocationListener> listeners;
    private final ErasureWorker worker;

    AccountErasedConsumer(Erasures erasures, SignerCertificates signers, Outbox outbox, JsonMapper json,
            List<RevocationListener> listeners, ErasureWorker worker) {
        this.erasures = erasures;
        this.signers = signers;
        this.outbox = outbox;
        this.json = json;
        this.listeners = listeners;
        this.worker = worker;
    }

    @Override
    public String topic() {
        return AccountEvent.TOPIC;
    }

    @Override
    public boolean takes(Class<? extends Event> type) {
        return type == AccountErased.class || type == ErasureCompleted.class;
    }

    @Override
    public boolean neverGivesUp() {
        return true;
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof AccountErased erased) {
            erase(erased);
        }
        if (received.event() instanceof ErasureCompleted completed) {
            erasures.complete(completed.accountId());
        }
    }

    /// What was published before orders were signed has none; the authority asks for it again.
    private static @Nullable ErasureOrder order(AccountErased event) {
        byte[] salt = event.salt();
        byte[] signature = event.orderSignature();
        return salt == null || signature == null
                ? null
                : new ErasureOrder(new ReceiptPromise(event.receiptId(), salt), event.forEveryone(), signature);
    }

    private void erase(AccountErased event) {
        LedgerEntry entry = new LedgerEntry(event.accountId(), event.erasureId(), event.at(), event.ledgerSignature(),
                event.everyoneSignature(), order(event));
        if (!entry.isSigned(signers)) {
            LOG.error("an erasure without the authority's signature was ignored");
            return;
        }
        if (event.asksAgain()) {
            erasures.reopen(entry.subject());
        }
        erasures.mark(entry.believed(signers));
        byte[] answer = erasures.answerOf(event.accountId());
        if (answer != null) {
            outbox.record(json.readValue(answer, ErasureAnswered.class));
        }
        Failpoints.reach("erasure.before-mark-commit");
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                Failpoints.reach("erasure.after-mark");
                listeners.forEach(listener -> listener.subjectErased(event.accountId()));
                worker.wake();
            }
        });
    }
}
