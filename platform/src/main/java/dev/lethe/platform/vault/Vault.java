package dev.lethe.platform.vault;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.micrometer.core.instrument.MeterRegistry;

/// Hands out the keys of subjects: from memory for some minutes, else rebuilt from the shares of k keyholders.
/// Revocations end a cached key at once.
public final class Vault {

    /// Owner of the key under which numbers are indexed; it has the one reader [Reader#PHONE_INDEX].
    public static final UUID PHONE_INDEX_SUBJECT = UUID.fromString("00000000-0000-4000-8000-0000000000f1");

    private static final Logger LOG = LoggerFactory.getLogger(Vault.class);
    private static final String AUTHORITY = "account-service";
    /// The feed repeats a subject every few minutes until all keyholders have destroyed its shares.
    private static final Duration REVOKED = Duration.ofMinutes(11);

    private final Keyholders keyholders;
    private final Splitting splitting;
    private final Suspicions suspicions;
    private final SignatureCheck signatures;
    private final Reader reader;
    private final Duration patience;
    private final KeyCache cache;
    private final Fetches fetches;
    private final Cache<UUID, Boolean> revoked;

    public Vault(Keyholders keyholders, SignatureCheck signatures, VaultProperties properties, Clock clock,
            MeterRegistry meters) {
        this.keyholders = keyholders;
        this.splitting = new Splitting(keyholders.all().size(), keyholders.threshold());
        this.suspicions = new Suspicions(meters);
        this.signatures = signatures;
        this.reader = properties.reader();
        this.patience = properties.timeout().plusMillis(500);
        this.cache = new KeyCache(properties.cacheSize(), properties.cacheTime(), clock);
        this.fetches = new Fetches(cache::revocations);
        this.revoked = Caffeine.newBuilder().expireAfterWrite(REVOKED)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis())).build();
        meters.gauge("lethe.vault.keys", cache, KeyCache::count);
    }

    /// The root of this service's own reader.
    ///
    /// @throws KeyDestroyedException when the subject is erased
    /// @throws KeyUnknownException when no key was made for it
    /// @throws KeyUnreachableException when too few keyholders answer
    public SubjectKey key(UUID subject) {
        return key(subject, reader);
    }

    /// As [#key(UUID)], of another root that this service may read.
    public SubjectKey key(UUID subject, Reader reader) {
        return switch (keys(List.of(subject), reader).get(subject)) {
            case KeyLookup.Present(var key) -> key;
            case KeyLookup.Destroyed _ -> throw new KeyDestroyedException("The subject's key is destroyed");
            case KeyLookup.Unknown _ -> throw new KeyUnknownException("The subject has no key");
            case null -> throw new IllegalStateException("A subject was left out of its lookup");
        };
    }

    /// All at once: one call a keyholder for each 500 subjects that are neither in memory nor being fetched.
    ///
    /// @throws KeyUnreachableException when too few keyholders answer to decide on each of them
    public Map<UUID, KeyLookup> keys(Collection<UUID> subjects, Reader reader) {
        var found = new HashMap<UUID, KeyLookup>();
        var absent = new ArrayList<UUID>();
        for (var subject : new LinkedHashSet<>(subjects)) {
            if (revoked.getIfPresent(subject) != null) {
                found.put(subject, new KeyLookup.Destroyed());
                continue;
            }
            cache.get(subject, reader).ifPresentOrElse(key -> found.put(subject, new KeyLookup.Present(key)),
                    () -> absent.add(subject));
        }
        for (int i = 0; i < absent.size(); i += Keyholder.BATCH) {
            var batch = absent.subList(i, Math.min(absent.size(), i + Keyholder.BATCH));
            found.putAll(fetches.join(batch, reader, it -> fetch(it, reader)));
        }
        return found;
    }

    /// Revokes the subject's keys here: also those that are in use at this moment.
    public void forget(UUID subject) {
        cache.forget(subject);
    }

    /// Refuses the subject for some minutes, even while keyholders still hold its shares; whoever is still being erased
    /// is revoked again before they are over.
    public void revoke(UUID subject) {
        revoked.put(subject, true);
        cache.forget(subject);
    }

    /// Revokes all keys here, for when revocations may have been missed.
    public void forgetAll() {
        LOG.info("Forgetting all keys");
        cache.forgetAll();
    }

    /// Lets go of keys that are older than the cache time; to be called now and then.
    void expire() {
        cache.expire();
    }

    private Map<UUID, KeyLookup> fetch(List<UUID> subjects, Reader reader) {
        var revocations = cache.revocations();
        var lookups = new Lookup(keyholders, splitting, suspicions, this::isProven, this::forget, reader, subjects,
                patience).run();
        lookups.forEach((subject, lookup) -> {
            if (lookup instanceof KeyLookup.Present(var key)) {
                cache.put(subject, reader, key, revocations);
            }
        });
        return lookups;
    }

    private boolean isProven(DestructionOrder order) {
        return signatures.holds(AUTHORITY, order.canonical(), order.signature());
    }
}
