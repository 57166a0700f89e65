package dev.lethe.account.forgotten;

import java.time.Instant;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.notice.ServiceNotices;
import dev.lethe.account.password.Passwords;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.profile.LivingAccounts.LivingAccount;
import dev.lethe.account.session.LiveSessions;
import dev.lethe.account.session.SessionEnding;
import dev.lethe.account.session.YoungSessions;
import dev.lethe.events.DeletionEvent.PasswordRemovalRefused;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.problem.PlatformProblems;

/// A device that forgot the password asks for its removal; any device of the account may refuse within the week.
@Component
class Forgetting {

    private final ForgottenPasswords forgotten;
    private final WaitingRemoval waiting;
    private final Passwords passwords;
    private final LivingAccounts accounts;
    private final LiveSessions sessions;
    private final SessionEnding ending;
    private final YoungSessions young;
    private final ServiceNotices notices;
    private final Outbox outbox;
    private final TransactionOperations transactions;

    Forgetting(ForgottenPasswords forgotten, WaitingRemoval waiting, Passwords passwords, LivingAccounts accounts,
            LiveSessions sessions, SessionEnding ending, YoungSessions young, ServiceNotices notices, Outbox outbox,
            TransactionOperations transactions) {
        this.forgotten = forgotten;
        this.waiting = waiting;
        this.passwords = passwords;
        this.accounts = accounts;
        this.sessions = sessions;
        this.ending = ending;
        this.young = young;
        this.notices = notices;
        this.outbox = outbox;
        this.transactions = transactions;
    }

    /// Begins the week; asked again, it answers the same.
    Instant ask(Caller caller) {
        transactions.executeWithoutResult(_ -> lockAllowed(caller));
        var notice = notices.draft(caller.accountId(), Kind.PASSWORD_FORGOTTEN,
                """
                        One of your devices has forgotten the password of your account. It will be removed in 7 days. If this was \
                        not you, refuse it on this device.""",
                null, null);
        return transactions.execute(_ -> {
            lockAllowed(caller);
            var waits = waiting.of(caller.accountId());
            if (waits.isPresent()) {
                return waits.get().removesAt();
            }
            notices.post(notice);
            return forgotten.add(caller);
        });
    }

    /// Refuses the removal, or calls the own one off. An older device that refuses signs the one that asked out.
    @Transactional
    int refuse(Caller caller) {
        lock(caller);
        UUID account = caller.accountId();
        ForgottenPassword refused = waiting.of(account)
                .orElseThrow(AccountProblems.REMOVAL_NOT_OPEN::asProblem);
        forgotten.stop(account, refused.id());
        outbox.record(new PasswordRemovalRefused(account, refused.id()));
        if (caller.sessionStartedAt().isBefore(refused.sessionStartedAt())) {
            ending.end(account, refused.sessionId());
        }
        return 1;
    }

    private void lockAllowed(Caller caller) {
        if (young.isRestricted(caller, lock(caller))) {
            throw AccountProblems.SESSION_TOO_YOUNG.asProblem();
        }
        if (!passwords.isSet(caller.accountId())) {
            throw AccountProblems.PASSWORD_NOT_SET.asProblem();
        }
    }

    private LivingAccount lock(Caller caller) {
        return accounts.lock(caller.accountId())
                .filter(it -> sessions.of(it.id()).stream().anyMatch(s -> s.id().equals(caller.sessionId())))
                .orElseThrow(PlatformProblems.UNAUTHENTICATED::asProblem);
    }
}
