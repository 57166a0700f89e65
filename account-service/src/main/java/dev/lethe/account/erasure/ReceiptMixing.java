package dev.lethe.account.erasure;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Takes from the receipts of each day, when it is over, what a thief of the database could join them to accounts by.
@Component
class ReceiptMixing {

    private final Erasures erasures;
    private final TransactionOperations transactions;
    private final Clock clock;

    ReceiptMixing(Erasures erasures, TransactionOperations transactions, Clock clock) {
        this.erasures = erasures;
        this.transactions = transactions;
        this.clock = clock;
    }

    void mix() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Integer mixed;
        do {
            mixed = transactions.execute(_ -> erasures.mixReceipts(today));
        } while (mixed != null && mixed > 0);
    }
}
