package dev.lethe.account.erasure;

import java.time.Clock;
import java.time.Instant;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.erasure.Erasures.Kind;
import dev.lethe.account.erasure.Erasures.Running;
import dev.lethe.account.erasure.Erasures.Witness;
import dev.lethe.platform.erasure.ErasureAnswers;
import dev.lethe.platform.erasure.ErasureContext;
import dev.lethe.platform.erasure.PlanRunner;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.signature.Signer;
import dev.lethe.platform.signature.WholeHours;

/// Removes what this service holds of an erased account, last of all, and witnesses it like everybody else.
@Component
class OwnRows {

    private static final Logger LOG = LoggerFactory.getLogger(OwnRows.class);

    private final PlanRunner plan;
    private final Erasures erasures;
    private final Signer signer;
    private final TransactionOperations transactions;
    private final Clock clock;

    OwnRows(PlanRunner plan, Erasures erasures, Signer signer, TransactionOperations transactions, Clock clock) {
        this.plan = plan;
        this.erasures = erasures;
        this.signer = signer;
        this.transactions = transactions;
        this.clock = clock;
    }

    void remove(Running erasure) {
        plan.run(new ErasureContext(erasure.accountId(), erasure.forEveryone(), erasure.executedAt()));
        Failpoints.reach("account.own-rows-after-delete");
        Instant at = WholeHours.begun(clock.instant());
        transactions.executeWithoutResult(_ -> {
            var counts = plan.counts(erasure.accountId());
            byte[] signature = signer.sign(ErasureAnswers.canonical(erasure.promise().receiptId(),
                    erasure.promise().subjectHash(erasure.accountId()), erasure.forEveryone(), Witnesses.SELF, counts,
                    at));
            erasures.answer(erasure.erasureId(),
                    new Witness(Witnesses.SELF, Kind.SERVICE, Counts.text(counts), at, null, signature));
        });
    }

    /// Removes the rows of accounts that a restored database brought back and the ledger ended again; there is no
    /// receipt to give.
    void removeReturned() {
        erasures.returned().forEach(this::removeReturned);
    }

    /// One that fails is tried again later, and holds up nobody.
    private void removeReturned(ErasureContext returned) {
        try {
            plan.run(returned);
            transactions.executeWithoutResult(_ -> erasures.settle(returned.subject()));
        } catch (RuntimeException e) {
            LOG.warn("rows that came back wait: {}", e.getClass().getSimpleName());
        }
    }
}
