package dev.lethe.account.deletion;

import java.time.Clock;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.code.Codes;
import dev.lethe.account.deletion.DeletionRow.State;
import dev.lethe.account.erasure.AccountErasure;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.platform.failpoint.Failpoints;

/// Executes deletions whose wait is over. Any number of replicas may run it at once.
@Component
class ScheduledDeletions {

    private final Deletions deletions;
    private final LivingAccounts accounts;
    private final AccountErasure erasure;
    private final TransactionOperations transactions;
    private final Clock clock;

    ScheduledDeletions(Deletions deletions, LivingAccounts accounts, AccountErasure erasure,
            TransactionOperations transactions, Clock clock) {
        this.deletions = deletions;
        this.accounts = accounts;
        this.erasure = erasure;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT2S")
    void executeDue() {
        for (Deletions.Due due : deletions.due(100)) {
            boolean executed = Boolean.TRUE.equals(transactions.execute(_ -> execute(due)));
            if (executed) {
                Failpoints.reach("account.scheduled-after-commit");
            }
        }
    }

    private boolean execute(Deletions.Due due) {
        if (!deletions.lockDue(due) || accounts.lock(due.accountId()).isEmpty()) {
            return false;
        }
        DeletionRow row = deletions.find(due.id()).orElseThrow();
        deletions.settle(row.id(), State.EXECUTED, row.forEveryone());
        erasure.erase(new AccountErasure.Order(row.accountId(), row.promise(), row.forEveryone(),
                row.createdAt()));
        return true;
    }

    @Scheduled(fixedDelayString = "PT10M")
    void forget() {
        transactions.executeWithoutResult(_ -> deletions.forgetBefore(clock.instant().minus(Codes.DAY)));
    }
}
