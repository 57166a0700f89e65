package dev.lethe.client;

import java.util.UUID;
import java.util.function.Function;

import dev.lethe.client.generated.ApiClient;

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

    public Groups groups() {
        return new Groups(calls);
    }

    public Contacts contacts() {
        return new Contacts(calls);
    }

    /// Imports and exports.
    public Transfers transfers() {
        return new Transfers(calls);
    }

    public Files files() {
        return new Files(calls);
    }

    /// Makes one of the generated classes, which hold every operation of the documents, for this session:
    /// `session.api(SessionsApi::new).listSessions()`. Problems come as `ProblemException`.
    public <A> A api(Function<ApiClient, A> creation) {
        return creation.apply(calls.generated());
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
