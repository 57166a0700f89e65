package dev.lethe.account.forgotten;

import org.springframework.stereotype.Component;

import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.PasswordRemovalRefused;
import dev.lethe.events.Event;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;

/// Stops removals again that a restored database has waiting. In ordinary times there is nothing left to stop.
@Component
class RefusedRemovalConsumer implements EventConsumer {

    private final ForgottenPasswords forgotten;
    private final LivingAccounts accounts;

    RefusedRemovalConsumer(ForgottenPasswords forgotten, LivingAccounts accounts) {
        this.forgotten = forgotten;
        this.accounts = accounts;
    }

    @Override
    public String topic() {
        return DeletionEvent.TOPIC;
    }

    @Override
    public boolean takes(Class<? extends Event> type) {
        return type == PasswordRemovalRefused.class;
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof PasswordRemovalRefused refused
                && accounts.lock(refused.accountId()).isPresent()) {
            forgotten.stop(refused.accountId(), refused.requestId());
        }
    }
}
