package dev.lethe.platform.caller;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

/// Remembers the authority's keys. It asks again, at most every ten seconds, when a token names another, and after five
/// minutes, so that a key which was withdrawn counts no more; while nobody answers, the keys that it has stay.
final class TokenKeys implements JWKSource<SecurityContext> {

    private static final long PATIENCE = Duration.ofSeconds(10).toNanos();
    private static final long LIFETIME = Duration.ofMinutes(5).toNanos();

    /// @param triedAt when the authority was asked last for what is old
    private record Known(JWKSet keys, long loadedAt, long triedAt) {}

    private final TokenKeySource source;
    private final NanoTime time;
    private final ReentrantLock loading = new ReentrantLock();
    private volatile @Nullable Known known;

    /// Tells time that only goes on.
    interface NanoTime {
        long now();
    }

    TokenKeys(TokenKeySource source) {
        this(source, System::nanoTime);
    }

    TokenKeys(TokenKeySource source, NanoTime time) {
        this.source = source;
        this.time = time;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        Known now = known;
        List<JWK> found = now == null ? List.of() : selector.select(now.keys());
        if (found.isEmpty()) {
            return selector.select(newer());
        }
        refreshOld();
        return found;
    }

    /// Keys that are old are loaded by one, while the others go on with them; the next token is checked with the new ones.
    private void refreshOld() {
        Known old = known;
        if (old == null || time.now() - old.loadedAt() < LIFETIME || time.now() - old.triedAt() < PATIENCE
                || !loading.tryLock()) {
            return;
        }
        try {
            load();
        } catch (RuntimeException _) {
            // the authority is away, and what it said last still holds
            known = new Known(old.keys(), old.loadedAt(), time.now());
        } finally {
            loading.unlock();
        }
    }

    private JWKSet newer() {
        loading.lock();
        try {
            return load();
        } finally {
            loading.unlock();
        }
    }

    private JWKSet load() {
        Known before = known;
        if (before != null && time.now() - before.loadedAt() < PATIENCE) {
            return before.keys();
        }
        JWKSet loaded = source.load();
        known = new Known(loaded, time.now(), time.now());
        return loaded;
    }
}
