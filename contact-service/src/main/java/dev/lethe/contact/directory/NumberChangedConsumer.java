package dev.lethe.contact.directory;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.lethe.contact.number.PhoneIndex;
import dev.lethe.events.AccountEvent;
import dev.lethe.events.AccountEvent.NumberChanged;
import dev.lethe.events.Event;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;
import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.platform.subject.Subjects;
import dev.lethe.platform.vault.KeyLookup;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;

/// Moves an account in the directory to its new number, and tells nobody. What was done under the old number still counts
/// for it.
@Component
class NumberChangedConsumer implements EventConsumer {

    private final Directory directory;
    private final PhoneIndex phoneIndex;
    private final Subjects subjects;
    private final Vault vault;

    NumberChangedConsumer(Directory directory, PhoneIndex phoneIndex, Subjects subjects, Vault vault) {
        this.directory = directory;
        this.phoneIndex = phoneIndex;
        this.subjects = subjects;
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
        if (received.event() instanceof NumberChanged changed) {
            move(changed);
        }
    }

    private void move(NumberChanged changed) {
        UUID account = changed.accountId();
        if (!(vault.keys(List.of(account), Reader.EXCHANGE).get(account) instanceof KeyLookup.Present exchange)
                || !(vault.keys(List.of(account), Reader.CONTACT).get(account) instanceof KeyLookup.Present own)) {
            return;
        }
        var place = Place.ofEvent(AccountEvent.TOPIC, changed.changeId(), account);
        var number = new PhoneNumber(exchange.key().openText(place, changed.sealedNumber()));
        var hash = phoneIndex.hashing().of(number);
        if (subjects.lockLiving(List.of(account)).contains(account)) {
            directory.move(account, hash, number, own.key(), changed.at());
        }
    }
}
