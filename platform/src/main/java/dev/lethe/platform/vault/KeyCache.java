package dev.lethe.platform.vault;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Predicate;

/// Keys in memory: bounded in number, least recently used out first, and never older than a few minutes, so that even a
/// lost revocation ends by itself. What is dropped is wiped a minute later: whoever uses it has finished by then.
final class KeyCache {

    private record Id(UUID subject, Reader reader) {}

    private record Entry(SubjectKey key, Instant until) {}

    private record Dropped(UUID subject, SubjectKey key, Instant until) {}

    private static final Duration IN_USE = Duration.ofMinutes(1);

    private final int size;
    private final Duration time;
    private final Clock clock;
    private final Map<Id, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
    private final Queue<Dropped> dropped = new ArrayDeque<>();
    private long revocations;

    KeyCache(int size, Duration time, Clock clock) {
        this.size = size;
        this.time = time;
        this.clock = clock;
    }

    synchronized Optional<SubjectKey> get(UUID subject, Reader reader) {
        var entry = entries.get(new Id(subject, reader));
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.until().isAfter(clock.instant())) {
            return Optional.of(entry.key());
        }
        entries.remove(new Id(subject, reader));
        drop(subject, entry.key());
        return Optional.empty();
    }

    /// To be taken before a fetch: a key fetched across a revocation is not kept, since it may be the revoked one.
    synchronized long revocations() {
        return revocations;
    }

    synchronized void put(UUID subject, Reader reader, SubjectKey key, long revocationsBefore) {
        if (revocations != revocationsBefore) {
            drop(subject, key);
            return;
        }
        var replaced = entries.put(new Id(subject, reader), new Entry(key, clock.instant().plus(time)));
        if (replaced != null && replaced.key() != key) {
            drop(subject, replaced.key());
        }
        var oldest = entries.entrySet().iterator();
        while (entries.size() > size) {
            var entry = oldest.next();
            oldest.remove();
            drop(entry.getKey().subject(), entry.getValue().key());
        }
    }

    /// As many wait to be wiped as are held: one that would be too many was used very long ago.
    private void drop(UUID subject, SubjectKey key) {
        dropped.add(new Dropped(subject, key, clock.instant().plus(IN_USE)));
        if (dropped.size() > size) {
            dropped.remove().key().forget();
        }
    }

    synchronized void forget(UUID subject) {
        revocations++;
        for (var reader : Reader.values()) {
            var entry = entries.remove(new Id(subject, reader));
            if (entry != null) {
                entry.key().forget();
            }
        }
        wipe(it -> it.subject().equals(subject));
    }

    synchronized void forgetAll() {
        revocations++;
        entries.values().forEach(it -> it.key().forget());
        entries.clear();
        wipe(_ -> true);
    }

    /// Drops what is too old even if nobody asks for it again, and wipes what was dropped a minute ago.
    synchronized void expire() {
        var now = clock.instant();
        wipe(it -> !it.until().isAfter(now));
        entries.entrySet().removeIf(it -> {
            boolean isOver = !it.getValue().until().isAfter(now);
            if (isOver) {
                drop(it.getKey().subject(), it.getValue().key());
            }
            return isOver;
        });
    }

    private void wipe(Predicate<Dropped> which) {
        dropped.removeIf(it -> {
            boolean goes = which.test(it);
            if (goes) {
                it.key().forget();
            }
            return goes;
        });
    }

    synchronized int count() {
        return entries.size();
    }
}
