package dev.lethe.account.password;

import org.springframework.stereotype.Component;

import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.PasswordRemoved;
import dev.lethe.events.Event;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;

/// Removes a password again that a restored database brought back. In ordinary times there is nothing left to remove.
@Component
class RemovedPasswordConsumer implements EventConsumer {

    private final Passwords passwords;
    private final LivingAccounts accounts;

    RemovedPasswordConsumer(Passwords passwords, LivingAccounts accounts) {
        this.passwords = passwords;
        this.accounts = accounts;
    }

    @Override
    public String topic() {
        return DeletionEvent.TOPIC;
    }

    @Override
    public boolean takes(Class<? extends Event> type) {
        return type == PasswordRemoved.class;
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof PasswordRemoved removed && accounts.lock(removed.accountId()).isPresent()) {
            passwords.remove(removed.accountId(), removed.passwordId());
        }
    }
}
