package dev.lethe.account.forgotten;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.notice.ServiceNotices.Draft;
import dev.lethe.account.password.PasswordRemoval;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.platform.caller.ServingGate;

/// Removes forgotten passwords whose week is over. Any number of replicas may run it at once. It does nothing until this
/// service serves: a restored database must hear of refusals first.
@Component
class ForgottenPasswordRemoval {

    private static final Logger LOG = LoggerFactory.getLogger(ForgottenPasswordRemoval.class);

    private final ForgottenPasswords forgotten;
    private final WaitingRemoval waiting;
    private final PasswordRemoval removal;
    private final LivingAccounts accounts;
    private final List<ServingGate> gates;
    private final TransactionOperations transactions;

    ForgottenPasswordRemoval(ForgottenPasswords forgotten, WaitingRemoval waiting, PasswordRemoval removal,
            LivingAccounts accounts, List<ServingGate> gates, TransactionOperations transactions) {
        this.forgotten = forgotten;
        this.waiting = waiting;
        this.removal = removal;
        this.accounts = accounts;
        this.gates = List.copyOf(gates);
        this.transactions = transactions;
    }

    @Scheduled(fixedDelayString = "PT2S")
    void removeDue() {
        if (gates.stream().allMatch(ServingGate::isOpen)) {
            forgotten.due(100).forEach(this::attempt);
        }
    }

    /// One that fails is tried again, and holds up nobody.
    private void attempt(ForgottenPasswords.Due due) {
        try {
            Draft notice = removal.draft(due.accountId(), "since one of your devices had forgotten it");
            transactions.executeWithoutResult(_ -> remove(due, notice));
        } catch (RuntimeException e) {
            LOG.warn("a forgotten password waits: {}", e.getClass().getSimpleName());
        }
    }

    private void remove(ForgottenPasswords.Due due, Draft notice) {
        if (accounts.lock(due.accountId()).isEmpty() || !forgotten.isDue(due)) {
            return;
        }
        if (waiting.of(due.accountId()).isEmpty()) {
            forgotten.stop(due.accountId(), due.id());
            return;
        }
        removal.remove(due.accountId(), notice);
    }
}
