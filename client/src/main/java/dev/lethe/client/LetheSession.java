package dev.lethe.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.UUID;

/// One signed-in device. Safe to use from many threads; its tokens renew themselves.
public final class LetheSession {

    private final Calls calls;
    private final Tokens tokens;
    private final UUID accountId;
    private final UUID sessionId;
    private final boolean registered;

    LetheSession(Calls calls, Tokens tokens, UUID accountId, UUID sessionId, boolean registered) {
        this.calls = calls;
        this.tokens = tokens;
        this.accountId = accountId;
        this.sessionId = sessionId;
        this.registered = registered;
    }

    public UUID accountId() {
        return accountId;
    }

    public UUID sessionId() {
        return sessionId;
    }

    /// Whether this sign-in made the account.
    public boolean registered() {
        return registered;
    }

    /// My account: name, devices, deletion.
    public MyAccount account() {
        return new MyAccount(calls);
    }

    public Messages messages() {
        return new Messages(calls);
    }

    public Contacts contacts() {
        return new Contacts(calls);
    }

    public Files files() {
        return new Files(calls);
    }

    /// Where the suite is; with `http`, all that the generated classes need.
    public URI gateway() {
        return calls.gateway();
    }

    /// An HTTP client that signs each request for this session, for calls that are not wrapped.
    public HttpClient http() {
        return calls.http();
    }

    /// The access token as it is now. For tests and tools; requests are signed without it.
    public String accessToken() {
        return tokens.access();
    }

    /// The refresh token as it is now. For tests and tools.
    public String refreshToken() {
        return tokens.refresh();
    }

    @Override
    public String toString() {
        return "LetheSession[" + sessionId + "]";
    }
}
