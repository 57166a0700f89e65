package dev.lethe.account.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.stereotype.Component;

import dev.lethe.account.profile.LivingAccounts.LivingAccount;
import dev.lethe.platform.caller.Caller;

/// Whoever steals a SIM gets a session, but a young one: for 24 hours it may not push the owner out. A young account has
/// no older owner to protect.
@Component
public class YoungSessions {

    /// How long a session stays young.
    public static final Duration YOUTH = Duration.ofHours(24);

    private final Clock clock;

    YoungSessions(Clock clock) {
        this.clock = clock;
    }

    /// Whether the session is too young to act against others on this account.
    public boolean isRestricted(Caller caller, LivingAccount account) {
        return isYoung(caller.sessionStartedAt()) && !isYoung(account.createdAt());
    }

    /// Sessions started before this moment are old.
    public Instant cutoff() {
        return clock.instant().minus(YOUTH);
    }

    private boolean isYoung(Instant start) {
        return start.isAfter(cutoff());
    }
}
