package dev.lethe.account.idle;

import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.account.activity.IdleAccounts;
import dev.lethe.account.activity.IdleAccounts.Choice;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.platform.problem.PlatformProblems;

/// Reads and changes after how long an account deletes itself.
@Component
class SelfDestruct {

    private final IdleAccounts idle;
    private final LivingAccounts accounts;
    private final SweepGuard guard;

    SelfDestruct(IdleAccounts idle, LivingAccounts accounts, SweepGuard guard) {
        this.idle = idle;
        this.accounts = accounts;
        this.guard = guard;
    }

    Choice of(UUID account) {
        return idle.choice(account, guard.now()).orElseThrow(PlatformProblems.UNAUTHENTICATED::asProblem);
    }

    @Transactional
    Choice choose(UUID account, int months) {
        if (accounts.lock(account).isEmpty()) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        idle.choose(account, months);
        return of(account);
    }
}
