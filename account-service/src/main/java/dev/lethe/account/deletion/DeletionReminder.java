package dev.lethe.account.deletion;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.notice.ServiceNotices;
import dev.lethe.account.notice.ServiceNotices.Draft;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.platform.caller.ServingGate;

/// Tells devices again that their account waits for its end, each day of a week and each eight hours of a day: any of them
/// may delete a notice from the mailbox that all of them share, before the others have seen it.
@Component
class DeletionReminder {

    private static final Logger LOG = LoggerFactory.getLogger(DeletionReminder.class);

    private final Deletions deletions;
    private final WaitingDeletion waiting;
    private final LivingAccounts accounts;
    private final ServiceNotices notices;
    private final List<ServingGate> gates;
    private final TransactionOperations transactions;

    DeletionReminder(Deletions deletions, WaitingDeletion waiting, LivingAccounts accounts, ServiceNotices notices,
            List<ServingGate> gates, TransactionOperations transactions) {
        this.deletions = deletions;
        this.waiting = waiting;
        this.accounts = accounts;
        this.notices = notices;
        this.gates = List.copyOf(gates);
        this.transactions = transactions;
    }

    @Scheduled(fixedDelayString = "PT5S")
    void remind() {
        if (gates.stream().allMatch(ServingGate::isOpen)) {
            deletions.toldLongAgo(100).forEach(this::attempt);
        }
    }

    /// One that fails is tried again, and holds up nobody.
    private void attempt(Deletions.Due due) {
        try {
            Draft notice = notices.draft(due.accountId(), Kind.DELETION_SCHEDULED,
                    "This account will be deleted soon, as somebody asked for. If this was not you, stop it on this "
                            + "device.",
                    null, null);
            transactions.executeWithoutResult(_ -> {
                if (accounts.lock(due.accountId()).isPresent()
                        && waiting.of(due.accountId()).filter(it -> it.id().equals(due.id())).isPresent()
                        && deletions.tell(due)) {
                    notices.post(notice);
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("a deletion is not told again yet: {}", e.getClass().getSimpleName());
        }
    }
}
