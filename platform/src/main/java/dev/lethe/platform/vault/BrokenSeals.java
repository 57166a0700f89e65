package dev.lethe.platform.vault;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.micrometer.core.instrument.Metrics;

/// Reports values that do not open. Each is counted; the log names the column now and then, since a reader may come upon
/// the same broken row again and again.
final class BrokenSeals {

    private static final Logger LOG = LoggerFactory.getLogger(BrokenSeals.class);
    private static final Seldom SELDOM = new Seldom();

    private BrokenSeals() {
    }

    static void report(Place place) {
        String column = place.table() + "." + place.column();
        Metrics.counter("lethe.seal.broken", "place", column).increment();
        if (SELDOM.mayBeSaid(column)) {
            LOG.error("A value in {} does not open: it was altered, moved, or sealed under another key", column);
        }
    }
}
