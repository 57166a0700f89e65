package dev.lethe.account.idle;

import org.springframework.stereotype.Component;

import dev.lethe.account.activity.IdleAccounts;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.SelfDestructChosen;
import dev.lethe.events.Event;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;

/// Takes up again after how long an account deletes itself, where a restored database has forgotten what its owner chose. In
/// ordinary times there is nothing left to choose.
@Component
class SelfDestructChosenConsumer implements EventConsumer {

    private final IdleAccounts idle;
    private final LivingAccounts accounts;

    SelfDestructChosenConsumer(IdleAccounts idle, LivingAccounts accounts) {
        this.idle = idle;
        this.accounts = accounts;
    }

    @Override
    public String topic() {
        return DeletionEvent.TOPIC;
    }

    @Override
    public boolean takes(Class<? extends Event> type) {
        return type == SelfDestructChosen.class;
    }

    /// What nobody can have chosen is passed over, or it would hold up all that comes behind it.
    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof SelfDestructChosen chosen && SelfDestruct.MONTHS.contains(chosen.months())
                && accounts.lock(chosen.accountId()).isPresent()) {
            idle.chooseAgain(chosen.accountId(), chosen.months(), chosen.at(), chosen.choice());
        }
    }
}
