package dev.lethe.account.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

/// The sessions an account has now, as other capabilities need to know them.
@Component
public class LiveSessions {

    /// A session.
    ///
    /// @param lastUsedOn the start of the UTC day on which it last got an access token
    public record LiveSession(UUID id, Instant startedAt, Instant lastUsedOn) {}

    private final Sessions sessions;

    LiveSessions(Sessions sessions) {
        this.sessions = sessions;
    }

    /// Oldest first.
    public List<LiveSession> of(UUID account) {
        return sessions.of(account).stream()
                .map(it -> new LiveSession(it.getId(), it.startedAt(), it.lastUsedAt())).toList();
    }
}
