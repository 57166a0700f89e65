package dev.lethe.platform.caller;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

/// Remembers the authority's keys and asks again, at most every ten seconds, when a token names another.
final class TokenKeys implements JWKSource<SecurityContext> {

    private static final long PATIENCE = Duration.ofSeconds(10).toNanos();

    private final TokenKeySource source;
    private @Nullable JWKSet keys;
    private long loadedAt;

    TokenKeys(TokenKeySource source) {
        this.source = source;
    }

    @Override
    public synchronized List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        JWKSet known = keys;
        List<JWK> found = known == null ? List.of() : selector.select(known);
        if (!found.isEmpty() || (known != null && System.nanoTime() - loadedAt < PATIENCE)) {
            return found;
        }
        JWKSet loaded = source.load();
        keys = loaded;
        loadedAt = System.nanoTime();
        return selector.select(loaded);
    }
}
