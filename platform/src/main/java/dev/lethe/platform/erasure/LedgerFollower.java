package dev.lethe.platform.erasure;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.lethe.platform.caller.ServingGate;
import dev.lethe.platform.ledger.LedgerCopy;
import dev.lethe.platform.ledger.LedgerMerge;
import dev.lethe.platform.turn.Rounds;

/// Merges this service's copy of the ledger with the authority's: before it serves, and each minute.
///
/// So a service that was away for longer than the topics remember still learns who is gone, before anybody asks.
final class LedgerFollower extends Rounds implements ServingGate {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerFollower.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final LedgerCopy own;
    private final LedgerCopy authority;
    private volatile boolean merged;

    LedgerFollower(LedgerCopy own, LedgerCopy authority) {
        super("ledger");
        this.own = own;
        this.authority = authority;
    }

    @Override
    public boolean isOpen() { return merged; }

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    protected Duration round() {
        try {
            LedgerMerge.Merged moved = LedgerMerge.merge(own, authority);
            if (moved.received() + moved.sent() > 0) {
                LOG.info("ledger merged: {} received, {} sent", moved.received(), moved.sent());
            }
            merged = true;
            return PERIOD;
        } catch (RuntimeException e) {
            LOG.warn("the ledger cannot be merged: {}", e.getClass().getSimpleName());
            return merged ? Duration.ofSeconds(5) : Duration.ofMillis(500);
        }
    }
}
