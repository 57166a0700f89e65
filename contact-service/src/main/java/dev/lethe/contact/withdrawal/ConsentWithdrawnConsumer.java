package dev.lethe.contact.withdrawal;

import org.springframework.stereotype.Component;

import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.ContactConsentWithdrawn;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;

/// Withdraws again what had been withdrawn, for a restored backup has it back.
@Component
class ConsentWithdrawnConsumer implements EventConsumer {

    private final ConsentWithdrawal withdrawal;

    ConsentWithdrawnConsumer(ConsentWithdrawal withdrawal) {
        this.withdrawal = withdrawal;
    }

    @Override
    public String topic() {
        return DeletionEvent.TOPIC;
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof ContactConsentWithdrawn withdrawn) {
            withdrawal.repeat(withdrawn);
        }
    }
}
