package dev.lethe.platform.vault;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.micrometer.core.instrument.MeterRegistry;

/// Reports keyholders whose answers do not fit. Names the holder and the reason, never a person. Each is counted; the
/// log tells of each kind now and then, since one call may bring hundreds.
final class Suspicions {

    static final String METRIC = "lethe.keyholder.suspect";
    private static final Logger LOG = LoggerFactory.getLogger(Suspicions.class);

    private final MeterRegistry meters;
    private final Seldom seldom = new Seldom();

    Suspicions(MeterRegistry meters) {
        this.meters = meters;
    }

    void report(String holder, String reason) {
        meters.counter(METRIC, "holder", holder, "reason", reason).increment();
        if (seldom.mayBeSaid(holder + " " + reason)) {
            LOG.error("Keyholder {} gives answers that are left out: {}", holder, reason);
        }
    }
}
