package dev.lethe.account.deletion;

import java.util.Optional;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.session.LiveSessions;
import dev.lethe.account.session.SessionEnding;
import dev.lethe.events.DeletionEvent.AccountDeletionVetoed;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.problem.PlatformProblems;

/// A waiting deletion is stopped: by whoever asked for it, or by an older session, which signs the requester out. One that
/// was asked for without the password may be stopped by any session.
@Component
class DeletionVeto {

    private final Deletions deletions;
    private final WaitingDeletion waiting;
    private final LivingAccounts accounts;
    private final LiveSessions sessions;
    private final SessionEnding ending;
    private final Outbox outbox;

    DeletionVeto(Deletions deletions, WaitingDeletion waiting, LivingAccounts accounts, LiveSessions sessions,
            SessionEnding ending, Outbox outbox) {
        this.deletions = deletions;
        this.waiting = waiting;
        this.accounts = accounts;
        this.sessions = sessions;
        this.ending = ending;
        this.outbox = outbox;
    }

    Optional<DeletionRow> waiting(Caller caller) {
        return waiting.of(caller.accountId());
    }

    static boolean mayStop(Caller caller, DeletionRow row) {
        return row.forgotten() || caller.sessionId().equals(row.sessionId()) || isOlder(caller, row);
    }

    private static boolean isOlder(Caller caller, DeletionRow row) {
        return caller.sessionStartedAt().isBefore(row.sessionStartedAt());
    }

    @Transactional
    int veto(Caller caller) {
        if (accounts.lock(caller.accountId()).isEmpty() || !isLive(caller)) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        DeletionRow row = waiting.of(caller.accountId())
                .orElseThrow(AccountProblems.DELETION_NOT_OPEN::asProblem);
        if (!mayStop(caller, row)) {
            throw AccountProblems.SESSION_TOO_YOUNG.asProblem();
        }
        deletions.stop(row.id());
        outbox.record(new AccountDeletionVetoed(row.accountId(), row.id()));
        if (row.sessionId() != null && isOlder(caller, row)) {
            ending.end(row.accountId(), row.sessionId());
        }
        return 1;
    }

    private boolean isLive(Caller caller) {
        return sessions.of(caller.accountId()).stream().anyMatch(it -> it.id().equals(caller.sessionId()));
    }
}
