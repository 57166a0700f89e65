package dev.lethe.account.deletion;

import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.lethe.account.session.LiveSessions;

/// The deletion that waits for an account. It ends with the session that asked for it, whoever ends that; where
/// nobody was signed in, it waits for its day.
@Component
class WaitingDeletion {

    private final Deletions deletions;
    private final LiveSessions sessions;

    WaitingDeletion(Deletions deletions, LiveSessions sessions) {
        this.deletions = deletions;
        this.sessions = sessions;
    }

    Optional<DeletionRow> of(UUID account) {
        return deletions.scheduled(account).filter(this::isWanted);
    }

    boolean isWanted(DeletionRow row) {
        return row.sessionId() == null
                || sessions.of(row.accountId()).stream().anyMatch(it -> it.id().equals(row.sessionId()));
    }
}
