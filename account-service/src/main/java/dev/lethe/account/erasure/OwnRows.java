package dev.lethe.account.erasure;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

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

/// Removes what this service holds of an erased account, last of all, and witnesses it like everybody else.
@Component
class OwnRows {

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
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        transactions.executeWithoutResult(_ -> {
            var counts = plan.counts(erasure.accountId());
            byte[] signature = signer.sign(ErasureAnswers.canonical(erasure.receiptId(), Witnesses.SELF, counts, at));
            erasures.answer(erasure.erasureId(),
                    new Witness(Witnesses.SELF, Kind.SERVICE, Counts.text(counts), at, null, signature));
        });
    }

    /// Removes the rows of accounts that a restored database brought back and the ledger ended again; there is no
    /// receipt to give.
    void removeReturned() {
        for (ErasureContext returned : erasures.returned()) {
            plan.run(returned);
            transactions.executeWithoutResult(_ -> erasures.settle(returned.subject()));
        }
    }
}
