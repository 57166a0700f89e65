package dev.lethe.account.session;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.SubjectKey;

/// A device signs in: a session begins in the caller's transaction, which holds the account's lock.
@Component
public class SessionStart {

    private final Sessions sessions;
    private final AccessTokens tokens;
    private final Clock clock;

    SessionStart(Sessions sessions, AccessTokens tokens, Clock clock) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.clock = clock;
    }

    /// Starts a session and hands out its first tokens.
    public TokenPair start(UUID account, SubjectKey key, String deviceName) {
        RefreshToken token = RefreshToken.first();
        UUID id = token.sessionId();
        byte[] name = key.seal(devicePlace(account, id), deviceName.strip());
        var session = sessions
                .saveAndFlush(new Session(account, token, name, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        return new TokenPair(id, tokens.issue(account, id, session.startedAt()), AccessTokens.LIFETIME.toSeconds(),
                token.text());
    }

    static Place devicePlace(UUID account, UUID session) {
        return Place.of("session", "device_name", account, session);
    }
}
