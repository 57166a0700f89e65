package dev.lethe.platform.vault;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Keys in memory: bounded in number, least recently used out first, and never older than a few minutes, so that even a
/// lost revocation ends by itself.
final class KeyCache {

    private record Id(UUID subject, Reader reader) {}

    private record Entry(SubjectKey key, Instant until) {}

    private final int size;
    private final Duration time;
    private final Clock clock;
    private final Map<Id, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
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
        return Optional.empty();
    }

    /// To be taken before a fetch: a key fetched across a revocation is not kept, since it may be the revoked one.
    synchronized long revocations() {
        return revocations;
    }

    synchronized void put(UUID subject, Reader reader, SubjectKey key, long revocationsBefore) {
        if (revocations != revocationsBefore) {
            return;
        }
        var now = clock.instant();
        entries.put(new Id(subject, reader), new Entry(key, now.plus(time)));
        Iterator<Entry> oldest = entries.values().iterator();
        while (entries.size() > size) {
            oldest.next();
            oldest.remove();
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
    }

    synchronized void forgetAll() {
        revocations++;
        entries.values().forEach(it -> it.key().forget());
        entries.clear();
    }

    /// Drops what is too old even if nobody asks for it again.
    synchronized void expire() {
        var now = clock.instant();
        entries.values().removeIf(it -> !it.until().isAfter(now));
    }

    synchronized int count() {
        return entries.size();
    }
}
