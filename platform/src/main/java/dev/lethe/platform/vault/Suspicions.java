package dev.lethe.platform.vault;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.micrometer.core.instrument.MeterRegistry;

/// Reports keyholders whose answers do not fit. Names the holder and the reason, never a person.
final class Suspicions {

    static final String METRIC = "lethe.keyholder.suspect";
    private static final Logger LOG = LoggerFactory.getLogger(Suspicions.class);

    private final MeterRegistry meters;

    Suspicions(MeterRegistry meters) {
        this.meters = meters;
    }

    void report(String holder, String reason) {
        meters.counter(METRIC, "holder", holder, "reason", reason).increment();
        LOG.error("Keyholder {} gave an answer that is left out: {}", holder, reason);
    }
}
