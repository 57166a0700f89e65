package dev.lethe.account.ledger;

import java.time.Duration;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import dev.lethe.platform.caller.ServingGate;
import dev.lethe.platform.ledger.LedgerCopy;
import dev.lethe.platform.ledger.LedgerMerge;
import dev.lethe.platform.turn.Rounds;

/// Merges with the keyholders and the ledger's topic before this service serves, and with the keyholders each minute: a
/// restored database must not bring back those who left.
@Component
class LedgerMerging extends Rounds implements ServingGate {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerMerging.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final Duration IMPATIENT = Duration.ofMillis(500);

    private final AuthorityLedger own;
    private final KeyholderLedgers keyholders;
    private final LedgerTopic topic;
    private volatile boolean merged;

    LedgerMerging(AuthorityLedger own, KeyholderLedgers keyholders, LedgerTopic topic) {
        super("ledger");
        this.own = own;
        this.keyholders = keyholders;
        this.topic = topic;
    }

    @Override
    public boolean isOpen() { return merged; }

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    protected Duration round() {
        long reached = keyholders.all().entrySet().stream().filter(this::merge).count();
        merged = merged || (reached >= keyholders.needed() && isTopicRead());
        return merged ? PERIOD : IMPATIENT;
    }

    private boolean merge(Map.Entry<String, LedgerCopy> keyholder) {
        try {
            var moved = LedgerMerge.merge(own, keyholder.getValue());
            if (moved.received() + moved.sent() > 0) {
                LOG.info("ledger merged with {}: {} received, {} sent", keyholder.getKey(), moved.received(),
                        moved.sent());
            }
            return true;
        } catch (RuntimeException e) {
            LOG.warn("the ledger cannot be merged with {}: {}", keyholder.getKey(), e.getClass().getSimpleName());
            return false;
        }
    }

    private boolean isTopicRead() {
        try {
            return topic.isRead();
        } catch (RuntimeException e) {
            LOG.warn("the ledger's topic cannot be read: {}", e.getClass().getSimpleName());
            return false;
        }
    }
}
