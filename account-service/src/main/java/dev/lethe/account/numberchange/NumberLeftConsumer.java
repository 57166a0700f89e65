package dev.lethe.account.numberchange;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.account.number.NumberIndex;
import dev.lethe.account.number.Numbers;
import dev.lethe.account.number.Numbers.Again;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.NumberLeft;
import dev.lethe.events.Event;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;
import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.platform.vault.KeyLookup;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// Moves an account again that a restored database has at its old number: whoever has that number by now must not come in.
/// In ordinary times there is nothing left to move.
@Component
class NumberLeftConsumer implements EventConsumer {

    private final Numbers numbers;
    private final LivingAccounts accounts;
    private final Vault vault;
    private final TransactionTemplate ownTransaction;

    NumberLeftConsumer(Numbers numbers, LivingAccounts accounts, Vault vault, PlatformTransactionManager manager) {
        this.numbers = numbers;
        this.accounts = accounts;
        this.vault = vault;
        this.ownTransaction = new TransactionTemplate(manager);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public String topic() {
        return DeletionEvent.TOPIC;
    }

    @Override
    public boolean takes(Class<? extends Event> type) {
        return type == NumberLeft.class;
    }

    /// A move that is not done leaves the account to whoever has its old number.
    @Override
    public boolean neverGivesUp() {
        return true;
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof NumberLeft left && numbers.movedBefore(left.accountId(), left.at())) {
            moveAgain(left);
        }
    }

    private void moveAgain(NumberLeft left) {
        UUID account = left.accountId();
        if (!(vault.keys(List.of(account), Reader.EXCHANGE).get(account) instanceof KeyLookup.Present exchange)
                || !(vault.keys(List.of(account), Reader.ACCOUNT).get(account) instanceof KeyLookup.Present own)) {
            return;
        }
        var place = Place.ofEvent(DeletionEvent.TOPIC, left.changeId(), account);
        var number = new PhoneNumber(exchange.key().openText(place, left.sealedNumber()));
        NumberIndex index = numbers.indexOf(number);
        // the old number stays free although the event is tried again
        Again done = ownTransaction.execute(_ -> moveAgain(left, number, index, own.key()));
        if (done == Again.OCCUPIED) {
            throw new IllegalStateException("the account that had the number before has yet to leave it");
        }
    }

    private Again moveAgain(NumberLeft left, PhoneNumber number, NumberIndex index, SubjectKey key) {
        if (accounts.lock(left.accountId()).isEmpty() || !numbers.movedBefore(left.accountId(), left.at())) {
            return Again.PASSED_ON;
        }
        Again done = numbers.moveAgain(index, left.accountId(), left.at());
        if (done == Again.MOVED) {
            accounts.renumber(left.accountId(), number, key);
        }
        return done;
    }
}
