package dev.lethe.account.session;

import org.springframework.stereotype.Component;

import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.SessionIdleChosen;
import dev.lethe.events.Event;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;

/// Takes up again when unused sessions end, where a restored database has forgotten what their owner chose. In ordinary times
/// there is nothing left to choose.
@Component
class SessionIdleChosenConsumer implements EventConsumer {

    private final IdleSessions idle;
    private final LivingAccounts accounts;

    SessionIdleChosenConsumer(IdleSessions idle, LivingAccounts accounts) {
        this.idle = idle;
        this.accounts = accounts;
    }

    @Override
    public String topic() {
        return DeletionEvent.TOPIC;
    }

    @Override
    public boolean takes(Class<? extends Event> type) {
        return type == SessionIdleChosen.class;
    }

    /// What nobody can have chosen is passed over, or it would hold up all that comes behind it.
    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof SessionIdleChosen chosen && IdleSessions.mayBeChosen(chosen.days())
                && accounts.lock(chosen.accountId()).isPresent()) {
            idle.chooseAgain(chosen.accountId(), chosen.days(), chosen.at(), chosen.choice());
        }
    }
}
