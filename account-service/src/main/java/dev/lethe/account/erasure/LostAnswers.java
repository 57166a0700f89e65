package dev.lethe.account.erasure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.erasure.Erasures.Running;
import dev.lethe.events.AccountEvent.AccountErased;
import dev.lethe.platform.ledger.ErasureOrder;
import dev.lethe.platform.ledger.LedgerEntry;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.signature.Signer;

/// Asks again, each hour, for answers that did not come: one may be lost with a topic, a dead letter or a restored
/// database, and nothing else would ever repeat it.
@Component
class LostAnswers {

    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Erasures erasures;
    private final Signer signer;
    private final Outbox outbox;
    private final TransactionOperations transactions;
    private final Clock clock;

    LostAnswers(Erasures erasures, Signer signer, Outbox outbox, TransactionOperations transactions, Clock clock) {
        this.erasures = erasures;
        this.signer = signer;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    void askAgain() {
        Instant now = clock.instant();
        transactions.executeWithoutResult(
                _ -> erasures.takeUnanswered(now.minus(PATIENCE), now).forEach(this::ask));
    }

    /// Signed anew, for an erasure that began before orders were signed has none.
    private void ask(Running erasure) {
        byte[] ordered = signer.sign(ErasureOrder.canonical(erasure.accountId(), erasure.erasureId(),
                erasure.promise(), erasure.forEveryone()));
        erasures.ordered(erasure.erasureId(), ordered);
        outbox.record(new AccountErased(erasure.accountId(), erasure.erasureId(), erasure.promise().receiptId(),
                erasure.forEveryone(), erasure.executedAt(), erasure.signature(),
                LedgerEntry.signEveryone(signer, erasure.accountId(), erasure.erasureId(), erasure.forEveryone()),
                erasure.promise().salt(), ordered, true));
    }
}
