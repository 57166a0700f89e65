package dev.lethe.message.mailbox;

import java.util.List;

import org.springframework.stereotype.Component;

import dev.lethe.events.AccountEvent;
import dev.lethe.events.AccountEvent.AccountRegistered;
import dev.lethe.events.Event;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;

/// Makes a mailbox for each new account. One that was erased stays so.
@Component
class RegistrationConsumer implements EventConsumer {
    private final Mailboxes mailboxes;

    RegistrationConsumer(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    @Override
    public String topic() {
        return AccountEvent.TOPIC;
    }

    @Override
    public boolean takes(Class<? extends Event> type) {
        return type == AccountRegistered.class;
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof AccountRegistered registered) {
            mailboxes.create(List.of(registered.accountId()));
        }
    }
}
