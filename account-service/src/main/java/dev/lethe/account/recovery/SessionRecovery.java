package dev.lethe.account.recovery;

import java.util.Objects;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.code.Ticket;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.session.LiveSessions;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.problem.PlatformProblems;

/// A device that is signed in, young or not, removes the forgotten password with a mailed code.
@Component
class SessionRecovery {

    private final PasswordRecovery recovery;
    private final LivingAccounts accounts;
    private final LiveSessions sessions;
    private final TransactionOperations transactions;

    SessionRecovery(PasswordRecovery recovery, LivingAccounts accounts, LiveSessions sessions,
            TransactionOperations transactions) {
        this.recovery = recovery;
        this.accounts = accounts;
        this.sessions = sessions;
        this.transactions = transactions;
    }

    RecoveryAddressChange.Sent send(Caller caller, MailLanguage language) {
        Ticket ticket = Ticket.random();
        var sent = recovery.send(ticket, caller.accountId(), language, () -> lock(caller));
        return new RecoveryAddressChange.Sent(ticket.text(), sent.sentTo(), sent.expiresAt());
    }

    void recover(Caller caller, String requestId, String code) {
        Ticket ticket = Ticket.parse(requestId).orElseThrow(AccountProblems.CODE_REQUEST_UNKNOWN::asProblem);
        UUID account = caller.accountId();
        var draft = recovery.draft(account);
        Objects.requireNonNull(transactions.execute(_ -> {
            lock(caller);
            AddressCodeCheck check = recovery.recover(ticket, account, code, draft);
            if (check instanceof AddressCodeCheck.Right) {
                recovery.trust(account, caller.sessionId());
            }
            return check;
        })).orRefuse();
    }

    private void lock(Caller caller) {
        if (accounts.lock(caller.accountId()).isEmpty() || sessions.of(caller.accountId()).stream()
                .noneMatch(session -> session.id().equals(caller.sessionId()))) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
    }
}
