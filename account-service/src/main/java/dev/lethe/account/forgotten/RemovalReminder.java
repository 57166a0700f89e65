package dev.lethe.account.forgotten;

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

/// Tells devices each day that a password waits for its removal: any of them may delete a notice from the mailbox that all
/// of them share, before the others have seen it.
@Component
class RemovalReminder {

    private static final Logger LOG = LoggerFactory.getLogger(RemovalReminder.class);

    private final ForgottenPasswords forgotten;
    private final WaitingRemoval waiting;
    private final LivingAccounts accounts;
    private final ServiceNotices notices;
    private final List<ServingGate> gates;
    private final TransactionOperations transactions;

    RemovalReminder(ForgottenPasswords forgotten, WaitingRemoval waiting, LivingAccounts accounts,
            ServiceNotices notices, List<ServingGate> gates, TransactionOperations transactions) {
        this.forgotten = forgotten;
        this.waiting = waiting;
        this.accounts = accounts;
        this.notices = notices;
        this.gates = List.copyOf(gates);
        this.transactions = transactions;
    }

    @Scheduled(fixedDelayString = "PT5S")
    void remind() {
        if (gates.stream().allMatch(ServingGate::isOpen)) {
            forgotten.toldADayAgo(100).forEach(this::attempt);
        }
    }

    /// One that fails is tried again, and holds up nobody.
    private void attempt(ForgottenPasswords.Due due) {
        try {
            Draft notice = notices.draft(due.accountId(), Kind.PASSWORD_FORGOTTEN,
                    "The password of your account will be removed soon, since one of your devices has forgotten it. "
                            + "If this was not you, refuse it on this device.",
                    null, null);
            transactions.executeWithoutResult(_ -> {
                if (accounts.lock(due.accountId()).isPresent() && waiting.of(due.accountId()).isPresent()
                        && forgotten.tell(due)) {
                    notices.post(notice);
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("a removal of a password is not told again yet: {}", e.getClass().getSimpleName());
        }
    }
}
