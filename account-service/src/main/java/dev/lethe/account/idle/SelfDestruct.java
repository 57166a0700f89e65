package dev.lethe.account.idle;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.activity.IdleAccounts;
import dev.lethe.account.activity.IdleAccounts.Choice;
import dev.lethe.account.notice.ServiceNotices;
import dev.lethe.account.notice.ServiceNotices.Draft;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.profile.LivingAccounts.LivingAccount;
import dev.lethe.account.session.LiveSessions;
import dev.lethe.account.session.YoungSessions;
import dev.lethe.events.DeletionEvent.SelfDestructChosen;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.problem.PlatformProblems;

/// Reads and changes after how long an account deletes itself. An earlier end is no choice for a young session, and no secret.
@Component
class SelfDestruct {

    static final Set<Integer> MONTHS = Set.of(1, 3, 6, 12, 18, 24);

    private final IdleAccounts idle;
    private final LivingAccounts accounts;
    private final LiveSessions sessions;
    private final YoungSessions young;
    private final ServiceNotices notices;
    private final SweepGuard guard;
    private final Outbox outbox;
    private final TransactionOperations transactions;
    private final Clock clock;

    SelfDestruct(IdleAccounts idle, LivingAccounts accounts, LiveSessions sessions, YoungSessions young,
            ServiceNotices notices, SweepGuard guard, Outbox outbox, TransactionOperations transactions,
            Clock clock) {
        this.idle = idle;
        this.accounts = accounts;
        this.sessions = sessions;
        this.young = young;
        this.notices = notices;
        this.guard = guard;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    Choice of(UUID account) {
        return idle.choice(account, guard.now()).orElseThrow(PlatformProblems.UNAUTHENTICATED::asProblem);
    }

    Choice choose(Caller caller, int months) {
        // a refusal asks no keyholder
        transactions.executeWithoutResult(_ -> isShorter(caller, months));
        Draft notice = notices.draft(caller.accountId(), Kind.SELF_DESTRUCT, text(months), null, null);
        transactions.executeWithoutResult(_ -> {
            if (isShorter(caller, months)) {
                notices.post(notice);
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            idle.choose(caller.accountId(), months, now).ifPresent(choice -> outbox
                    .record(new SelfDestructChosen(caller.accountId(), months, now, choice)));
        });
        return of(caller.accountId());
    }

    /// Locks the account, and tells whether this would be an earlier end for it.
    private boolean isShorter(Caller caller, int months) {
        LivingAccount account = accounts.lock(caller.accountId())
                .filter(it -> sessions.of(it.id()).stream().anyMatch(s -> s.id().equals(caller.sessionId())))
                .orElseThrow(PlatformProblems.UNAUTHENTICATED::asProblem);
        boolean isShorter = months < of(account.id()).months();
        if (isShorter && young.isRestricted(caller, account)) {
            throw AccountProblems.SESSION_TOO_YOUNG.asProblem();
        }
        return isShorter;
    }

    private static String text(int months) {
        return "A device of this account chose that it deletes itself after "
                + (months == 1 ? "1 month" : months + " months")
                + " without use. If this was not you, choose again, and end the sessions of devices that you do not know.";
    }
}
