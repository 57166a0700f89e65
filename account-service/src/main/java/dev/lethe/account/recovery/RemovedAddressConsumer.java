package dev.lethe.account.recovery;

import org.springframework.stereotype.Component;

import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.RecoveryAddressRemoved;
import dev.lethe.events.Event;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;

/// Removes a recovery address again that a restored database brought back. In ordinary times it is at most one that still
/// waits to be told of its end.
@Component
class RemovedAddressConsumer implements EventConsumer {

    private final RecoveryAddresses addresses;
    private final LivingAccounts accounts;

    RemovedAddressConsumer(RecoveryAddresses addresses, LivingAccounts accounts) {
        this.addresses = addresses;
        this.accounts = accounts;
    }

    @Override
    public String topic() {
        return DeletionEvent.TOPIC;
    }

    @Override
    public boolean takes(Class<? extends Event> type) {
        return type == RecoveryAddressRemoved.class;
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof RecoveryAddressRemoved removed
                && accounts.lock(removed.accountId()).isPresent()) {
            addresses.removeInUse(removed.accountId(), removed.addressId());
        }
    }
}
