package dev.lethe.account.numberchange;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.lethe.account.number.Numbers;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.events.AccountEvent;
import dev.lethe.events.AccountEvent.NumberChanged;
import dev.lethe.events.Event;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;
import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.platform.vault.KeyLookup;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;

/// Moves an account again that a restored database has at its old number: whoever has that number by now must not come in.
/// In ordinary times there is nothing left to move.
@Component
class NumberChangedConsumer implements EventConsumer {

    private final Numbers numbers;
    private final LivingAccounts accounts;
    private final Vault vault;

    NumberChangedConsumer(Numbers numbers, LivingAccounts accounts, Vault vault) {
        this.numbers = numbers;
        this.accounts = accounts;
        this.vault = vault;
    }

    @Override
    public String topic() {
        return AccountEvent.TOPIC;
    }

    @Override
    public boolean takes(Class<? extends Event> type) {
        return type == NumberChanged.class;
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof NumberChanged changed
                && numbers.movedBefore(changed.accountId(), changed.at())) {
            moveAgain(changed);
        }
    }

    private void moveAgain(NumberChanged changed) {
        UUID account = changed.accountId();
        if (!(vault.keys(List.of(account), Reader.EXCHANGE).get(account) instanceof KeyLookup.Present exchange)
                || !(vault.keys(List.of(account), Reader.ACCOUNT).get(account) instanceof KeyLookup.Present own)) {
            return;
        }
        var place = Place.ofEvent(AccountEvent.TOPIC, changed.changeId(), account);
        var number = new PhoneNumber(exchange.key().openText(place, changed.sealedNumber()));
        var index = numbers.indexOf(number);
        if (accounts.lock(account).isPresent() && numbers.movedBefore(account, changed.at())
                && numbers.move(index, account, changed.at()).isPresent()) {
            accounts.renumber(account, number, own.key());
        }
    }
}
