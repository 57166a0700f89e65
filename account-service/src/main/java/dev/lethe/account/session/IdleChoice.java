package dev.lethe.account.session;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.profile.LivingAccounts.LivingAccount;
import dev.lethe.events.DeletionEvent.SessionIdleChosen;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.problem.PlatformProblems;

/// The owner chooses when unused sessions end. That may end others' sessions, so it is no choice for a young one.
@Component
class IdleChoice {

    private final IdleSessions idle;
    private final Sessions sessions;
    private final LivingAccounts accounts;
    private final YoungSessions young;
    private final Outbox outbox;
    private final Clock clock;

    IdleChoice(IdleSessions idle, Sessions sessions, LivingAccounts accounts, YoungSessions young, Outbox outbox,
            Clock clock) {
        this.idle = idle;
        this.sessions = sessions;
        this.accounts = accounts;
        this.young = young;
        this.outbox = outbox;
        this.clock = clock;
    }

    int days(Caller caller) {
        return idle.days(caller.accountId());
    }

    @Transactional
    int choose(Caller caller, int days) {
        LivingAccount account = accounts.lock(caller.accountId())
                .filter(it -> sessions.find(it.id(), caller.sessionId()).isPresent())
                .orElseThrow(PlatformProblems.UNAUTHENTICATED::asProblem);
        if (young.isRestricted(caller, account)) {
            throw AccountProblems.SESSION_TOO_YOUNG.asProblem();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        outbox.record(new SessionIdleChosen(account.id(), days, now, idle.choose(account.id(), days, now)));
        return days;
    }
}
