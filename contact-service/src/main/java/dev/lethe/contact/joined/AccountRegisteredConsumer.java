package dev.lethe.contact.joined;

import org.springframework.stereotype.Component;

import dev.lethe.events.AccountEvent;
import dev.lethe.events.AccountEvent.AccountRegistered;
import dev.lethe.events.Event;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;

/// Hears of new accounts.
@Component
class AccountRegisteredConsumer implements EventConsumer {

    private final JoinedNotices notices;

    AccountRegisteredConsumer(JoinedNotices notices) {
        this.notices = notices;
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
            notices.post(registered);
        }
    }
}
