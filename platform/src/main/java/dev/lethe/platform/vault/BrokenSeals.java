package dev.lethe.platform.vault;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.micrometer.core.instrument.Metrics;

/// Reports values that do not open. Each is counted; the log names the column at most once a minute, since a reader may
/// come upon the same broken row again and again.
final class BrokenSeals {

    private static final Logger LOG = LoggerFactory.getLogger(BrokenSeals.class);
    private static final long SILENCE = Duration.ofMinutes(1).toNanos();
    private static final ConcurrentMap<String, Long> REPORTED = new ConcurrentHashMap<>();

    private BrokenSeals() {
    }

    static void report(Place place) {
        String column = place.table() + "." + place.column();
        Metrics.counter("lethe.seal.broken", "place", column).increment();
        long now = System.nanoTime();
        if (REPORTED.merge(column, now, (last, next) -> next - last < SILENCE ? last : next) == now) {
            LOG.error("A value in {} does not open: it was altered, moved, or sealed under another key", column);
        }
    }
}
