package dev.lethe.account.deletion;

import org.springframework.stereotype.Component;

import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.AccountDeletionVetoed;
import dev.lethe.events.Event;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;

/// Stops deletions again that a restored database has waiting. In ordinary times there is nothing left to stop.
@Component
class VetoConsumer implements EventConsumer {

    private final Deletions deletions;
    private final LivingAccounts accounts;

    VetoConsumer(Deletions deletions, LivingAccounts accounts) {
        this.deletions = deletions;
        this.accounts = accounts;
    }

    @Override
    public String topic() {
        return DeletionEvent.TOPIC;
    }

    @Override
    public boolean takes(Class<? extends Event> type) {
        return type == AccountDeletionVetoed.class;
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof AccountDeletionVetoed vetoed
                && accounts.lock(vetoed.accountId()).isPresent()) {
            deletions.stop(vetoed.requestId());
        }
    }
}
