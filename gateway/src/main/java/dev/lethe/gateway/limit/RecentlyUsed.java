package dev.lethe.gateway.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// A bounded map that forgets what was not used for the longest time.
final class RecentlyUsed<V> {

    private final Map<String, V> entries;
    private final Supplier<V> creation;

    RecentlyUsed(int capacity, Supplier<V> creation) {
        this.creation = creation;
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > capacity;
            }
        };
    }

    synchronized V get(String key) {
        return entries.computeIfAbsent(key, _ -> creation.get());
    }
}
