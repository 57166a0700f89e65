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

/// Remembers the authority's keys. It asks again, at most every ten seconds, when a token names another, and after four
/// minutes. No key counts that the authority did not publish within five minutes, be it withdrawn or be nobody there to ask.
final class TokenKeys implements JWKSource<SecurityContext> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /// Without keys nobody is let in, so it asks more often.
    private static final Duration IMPATIENCE = Duration.ofSeconds(1);
    private static final Duration LIFETIME = Duration.ofMinutes(4);
    private static final Duration STALE = Duration.ofMinutes(5);

    private record Known(JWKSet keys, int edition, long loadedAt) {}

    private record Failure(RuntimeException cause, long at) {}

    private final TokenKeySource source;
    private final NanoTime time;
    private final ReentrantLock loading = new ReentrantLock();
    private volatile @Nullable Known known;
    private volatile @Nullable Failure failure;

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
        Known now = current();
        List<JWK> found = now == null ? List.of() : selector.select(now.keys());
        return found.isEmpty() ? selector.select(newer().keys()) : found;
    }

    /// Counts how often the keys became others.
    ///
    /// @throws RuntimeException when nobody has said for five minutes which keys count
    int edition() {
        Known now = current();
        return now == null ? 0 : now.edition();
    }

    /// Null before the first token. Old keys are loaded by one caller while the others go on with them; when they are over,
    /// all wait.
    private @Nullable Known current() {
        Known old = known;
        if (old == null || !isOver(old.loadedAt(), LIFETIME)) {
            return old;
        }
        return isOver(old.loadedAt(), STALE) ? newer() : newerOr(old);
    }

    private Known newerOr(Known old) {
        if (!loading.tryLock()) {
            return old;
        }
        try {
            return load();
        } catch (RuntimeException _) {
            // the authority is away, and what it said last still holds
            return old;
        } finally {
            loading.unlock();
        }
    }

    private Known newer() {
        loading.lock();
        try {
            return load();
        } finally {
            loading.unlock();
        }
    }

    /// Who waited for an answer takes it, be it a failure, and does not ask again.
    private Known load() {
        Known before = known;
        if (before != null && !isOver(before.loadedAt(), PATIENCE)) {
            return before;
        }
        Failure failed = failure;
        boolean counts = before != null && !isOver(before.loadedAt(), STALE);
        if (failed != null && !isOver(failed.at(), counts ? PATIENCE : IMPATIENCE)) {
            throw failed.cause();
        }
        try {
            JWKSet keys = source.load();
            Known now = new Known(keys, edition(before, keys), time.now());
            known = now;
            failure = null;
            return now;
        } catch (RuntimeException e) {
            failure = new Failure(e, time.now());
            throw e;
        }
    }

    private static int edition(@Nullable Known before, JWKSet keys) {
        if (before == null) {
            return 1;
        }
        return before.keys().getKeys().equals(keys.getKeys()) ? before.edition() : before.edition() + 1;
    }

    private boolean isOver(long since, Duration time) {
        return this.time.now() - since >= time.toNanos();
    }
}
