package dev.lethe.platform.vault;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// Fetches of keys that are under way. Who needs a key that is being fetched waits for it, so that a key which many need
/// at once costs one call a keyholder. Nobody waits for a fetch that began before the last revocation, since that may
/// bring the revoked key.
final class Fetches {

    private record Id(UUID subject, Reader reader) {}

    private record Fetch(long revocations, CompletableFuture<Map<UUID, KeyLookup>> found) {}

    private final LongSupplier revocations;
    private final Map<Id, Fetch> underWay = new ConcurrentHashMap<>();

    Fetches(LongSupplier revocations) {
        this.revocations = revocations;
    }

    /// @param fetch what asks the keyholders, for those subjects that nobody else fetches
    Map<UUID, KeyLookup> join(Collection<UUID> subjects, Reader reader,
            Function<List<UUID>, Map<UUID, KeyLookup>> fetch) {
        var mine = new Fetch(revocations.getAsLong(), new CompletableFuture<>());
        var own = new ArrayList<UUID>();
        var others = new LinkedHashMap<UUID, Fetch>();
        for (var subject : subjects) {
            var fetching = underWay.compute(new Id(subject, reader),
                    (_, other) -> other == null || other.revocations() != mine.revocations() ? mine : other);
            if (fetching.equals(mine)) {
                own.add(subject);
            } else {
                others.put(subject, fetching);
            }
        }
        // Own ones first: nobody waits for somebody who waits.
        var found = new HashMap<>(run(mine, own, reader, fetch));
        others.forEach((subject, other) -> await(other, subject).ifPresent(lookup -> found.put(subject, lookup)));
        var again = others.keySet().stream().filter(it -> !found.containsKey(it)).toList();
        if (!again.isEmpty()) {
            found.putAll(fetch.apply(again));
        }
        return found;
    }

    private Map<UUID, KeyLookup> run(Fetch mine, List<UUID> subjects, Reader reader,
            Function<List<UUID>, Map<UUID, KeyLookup>> fetch) {
        if (subjects.isEmpty()) {
            return Map.of();
        }
        try {
            var found = fetch.apply(subjects);
            mine.found().complete(found);
            return found;
        } catch (RuntimeException | Error failure) {
            mine.found().completeExceptionally(failure);
            throw failure;
        } finally {
            subjects.forEach(it -> underWay.remove(new Id(it, reader), mine));
        }
    }

    /// Empty when it is to be asked again: the other may have failed for another's key, and a key that it did not find
    /// may have been made since.
    private static Optional<KeyLookup> await(Fetch other, UUID subject) {
        try {
            return Optional.ofNullable(other.found().join().get(subject))
                    .filter(lookup -> !(lookup instanceof KeyLookup.Unknown));
        } catch (CompletionException _) {
            return Optional.empty();
        }
    }
}
