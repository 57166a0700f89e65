package dev.lethe.account.ledger;

import org.springframework.stereotype.Component;

import dev.lethe.events.LedgerEvent;
import dev.lethe.events.LedgerEvent.ErasureRecorded;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;
import dev.lethe.platform.ledger.LedgerEntry;

/// Reads the ledger's topic, from its beginning where this database has no position: a copy that survives ours.
@Component
class LedgerConsumer implements EventConsumer {

    private final AuthorityLedger ledger;

    LedgerConsumer(AuthorityLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public String topic() {
        return LedgerEvent.TOPIC;
    }

    @Override
    public boolean neverGivesUp() {
        return true;
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof ErasureRecorded it) {
            ledger.heal(new LedgerEntry(it.accountId(), it.erasureId(), it.at(), it.signature(), it.everyoneSignature(),
                    null), false);
        }
    }
}
