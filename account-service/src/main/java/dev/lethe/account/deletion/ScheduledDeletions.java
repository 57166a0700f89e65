package dev.lethe.account.deletion;

import java.time.Clock;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.code.Codes;
import dev.lethe.account.deletion.DeletionRow.State;
import dev.lethe.account.erasure.AccountErasure;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.platform.caller.ServingGate;
import dev.lethe.platform.failpoint.Failpoints;

/// Executes deletions whose wait is over. Any number of replicas may run it at once. It does nothing until this service
/// serves: a restored database must hear of vetoes first.
@Component
class ScheduledDeletions {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledDeletions.class);

    private final Deletions deletions;
    private final WaitingDeletion waiting;
    private final LivingAccounts accounts;
    private final AccountErasure erasure;
    private final List<ServingGate> gates;
    private final TransactionOperations transactions;
    private final Clock clock;

    ScheduledDeletions(Deletions deletions, WaitingDeletion waiting, LivingAccounts accounts, AccountErasure erasure,
            List<ServingGate> gates, TransactionOperations transactions, Clock clock) {
        this.deletions = deletions;
        this.waiting = waiting;
        this.accounts = accounts;
        this.erasure = erasure;
        this.gates = List.copyOf(gates);
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT2S")
    void executeDue() {
        if (gates.stream().allMatch(ServingGate::isOpen)) {
            deletions.due(100).forEach(this::attempt);
        }
    }

    /// One that fails is tried again, and holds up nobody.
    private void attempt(Deletions.Due due) {
        try {
            if (Boolean.TRUE.equals(transactions.execute(_ -> execute(due)))) {
                Failpoints.reach("account.scheduled-after-commit");
            }
        } catch (RuntimeException e) {
            LOG.warn("a scheduled deletion waits: {}", e.getClass().getSimpleName());
        }
    }

    private boolean execute(Deletions.Due due) {
        if (!deletions.lockDue(due) || accounts.lock(due.accountId()).isEmpty()) {
            return false;
        }
        DeletionRow row = deletions.find(due.id()).orElseThrow();
        if (!waiting.isWanted(row)) {
            deletions.stop(row.id());
            return false;
        }
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
