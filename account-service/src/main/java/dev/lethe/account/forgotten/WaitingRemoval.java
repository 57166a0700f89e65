package dev.lethe.account.forgotten;

import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.lethe.account.session.LiveSessions;

/// The removal that waits for an account. It ends with the session that asked for it, whoever ends that.
@Component
class WaitingRemoval {

    private final ForgottenPasswords forgotten;
    private final LiveSessions sessions;

    WaitingRemoval(ForgottenPasswords forgotten, LiveSessions sessions) {
        this.forgotten = forgotten;
        this.sessions = sessions;
    }

    Optional<ForgottenPassword> of(UUID account) {
        return forgotten.of(account).filter(this::isWanted);
    }

    boolean isWanted(ForgottenPassword waiting) {
        return sessions.of(waiting.accountId()).stream().anyMatch(it -> it.id().equals(waiting.sessionId()));
    }
}
