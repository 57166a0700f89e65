package dev.lethe.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.nimbusds.jose.jwk.JWKSet;

import dev.lethe.platform.caller.RevocationSource;
import dev.lethe.platform.caller.TokenKeySource;
import dev.lethe.test.secret.TestSecrets;

/// Stands for account-service where another service is tested: its token keys and its revocation feed.
public final class FakeAuthority implements RevocationSource, TokenKeySource {
    private final String era = UUID.randomUUID().toString();
    private final List<Entry> entries = new ArrayList<>();

    /// Ends a session: its tokens are refused within a second.
    public void endSession(UUID sessionId) {
        append(Kind.SESSION, sessionId);
    }

    /// Ends an account: its tokens are refused within a second.
    public void eraseSubject(UUID subject) {
        append(Kind.SUBJECT, subject);
    }

    private synchronized void append(Kind kind, UUID id) {
        entries.add(new Entry(entries.size() + 1L, kind, id));
        notifyAll();
    }

    @Override
    public synchronized Batch after(@Nullable String known, long number, Duration wait) {
        long from = era.equals(known) ? number : 0;
        var deadline = System.nanoTime() + wait.toNanos();
        try {
            while (known != null && from >= entries.size() && System.nanoTime() < deadline)
                wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return new Batch(era, entries.size(), List.copyOf(entries.subList((int) from, entries.size())));
    }

    @Override
    public JWKSet load() {
        return new JWKSet(TestSecrets.shared().token().toPublicJWK());
    }
}
