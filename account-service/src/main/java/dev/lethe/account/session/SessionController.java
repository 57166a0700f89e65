package dev.lethe.account.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

@RestController
@Tag(name = "sessions", description = "My signed-in devices")
class SessionController {

    record SessionList(List<SessionItem> sessions) {}

    record SessionItem(UUID id, String deviceName, Instant startedAt, Instant lastUsedAt, boolean current) {

        @Override
        public String toString() {
            return "SessionItem[" + id + "]";
        }
    }

    record SessionsEnded(int ended) {}

    private final Sessions sessions;
    private final SessionEnding ending;
    private final Vault vault;

    SessionController(Sessions sessions, SessionEnding ending, Vault vault) {
        this.sessions = sessions;
        this.ending = ending;
        this.vault = vault;
    }

    @GetMapping("/v1/sessions")
    @Operation(operationId = "listSessions", summary = "All devices that are signed in, oldest first",
            description = "Of the last use, only the day is kept (UTC).")
    SessionList list(Caller caller) {
        SubjectKey key = vault.key(caller.accountId(), Reader.ACCOUNT);
        return new SessionList(sessions.of(caller.accountId()).stream().map(it -> item(it, key, caller)).toList());
    }

    @DeleteMapping("/v1/sessions/{id}")
    @Operation(operationId = "endSession", summary = "End one session")
    SessionsEnded end(Caller caller, @PathVariable UUID id) {
        return new SessionsEnded(ending.end(caller, id));
    }

    @DeleteMapping("/v1/sessions/current")
    @Operation(operationId = "logOut", summary = "Sign this device out")
    SessionsEnded logOut(Caller caller) {
        return new SessionsEnded(ending.end(caller, caller.sessionId()));
    }

    @PostMapping("/v1/sessions/end-others")
    @Operation(operationId = "endOtherSessions", summary = "End all sessions but this one")
    SessionsEnded endOthers(Caller caller) {
        return new SessionsEnded(ending.endOthers(caller));
    }

    private static SessionItem item(Session session, SubjectKey key, Caller caller) {
        String name = key.openText(SessionStart.devicePlace(session.accountId(), session.getId()),
                session.deviceName());
        return new SessionItem(session.getId(), name, session.startedAt(), session.lastUsedAt(),
                session.getId().equals(caller.sessionId()));
    }
}
