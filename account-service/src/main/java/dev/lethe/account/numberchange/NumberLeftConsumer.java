package dev.lethe.account.numberchange;

import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
import dev.lethe.platform.problem.Outages;
import dev.lethe.platform.vault.KeyDestroyedException;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// Moves an account again that a restored database has at its old number: whoever has that number by now must not come in.
/// In ordinary times there is nothing left to move.
@Component
class NumberLeftConsumer implements EventConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(NumberLeftConsumer.class);

    private final Numbers numbers;
    private final LivingAccounts accounts;
    private final Vault vault;
    private final WaitingMoves waiting;
    private final TransactionTemplate ownTransaction;

    NumberLeftConsumer(Numbers numbers, LivingAccounts accounts, Vault vault, WaitingMoves waiting,
            PlatformTransactionManager manager) {
        this.numbers = numbers;
        this.accounts = accounts;
        this.vault = vault;
        this.waiting = waiting;
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

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof NumberLeft left) {
            if (numbers.movedBefore(left.accountId(), left.at()) && concerns(left)) {
                moveOrWait(left);
            }
            waiting.end(left);
        }
    }

    private void moveOrWait(NumberLeft left) {
        try {
            Move move = opened(left);
            if (leaves(left)) {
                take(left, move);
            }
        } catch (KeyDestroyedException _) {
            LOG.debug("an account that is ending takes no number");
        } catch (RuntimeException e) {
            goOnOrWait(left, e);
        }
    }

    private void goOnOrWait(NumberLeft left, RuntimeException failure) {
        if (Outages.isOutage(failure) || !waiting.isLetGo(left)) {
            throw failure;
        }
        leaves(left);
        LOG.warn("an account stays without a number, as an operator wishes: {}", failure.getClass().getSimpleName());
    }

    /// What only those could seal who have the account's key. Nothing moves before: events are not signed, and whoever can write
    /// to the broker could take anybody's number away.
    private record Move(PhoneNumber number, NumberIndex index, SubjectKey own) {

        @Override
        public String toString() {
            return "Move";
        }
    }

    /// @throws RuntimeException when it does not open; that nobody knows the key is no answer
    private Move opened(NumberLeft left) {
        UUID account = left.accountId();
        SubjectKey exchange = vault.key(account, Reader.EXCHANGE);
        SubjectKey own = vault.key(account, Reader.ACCOUNT);
        var place = Place.ofEvent(DeletionEvent.TOPIC, left.changeId(), account);
        var number = new PhoneNumber(exchange.openText(place, left.sealedNumber()));
        return new Move(number, numbers.indexOf(number), own);
    }

    /// Frees the old number. It stays free although the event is tried again.
    ///
    /// @return whether the account is to take the new one
    private boolean leaves(NumberLeft left) {
        return Boolean.TRUE.equals(ownTransaction.execute(_ -> {
            boolean isLeft = isLocked(left);
            if (isLeft) {
                numbers.free(left.accountId());
            }
            return isLeft;
        }));
    }

    /// Whether there is anything to open: keyholders may know nothing more of an account that is gone.
    private boolean concerns(NumberLeft left) {
        return Boolean.TRUE.equals(ownTransaction.execute(_ -> isLocked(left)));
    }

    /// Locks the account, and tells whether it lives and has not moved on.
    private boolean isLocked(NumberLeft left) {
        return accounts.lock(left.accountId()).isPresent() && numbers.movedBefore(left.accountId(), left.at());
    }

    /// @throws IllegalStateException while another account has the number
    private void take(NumberLeft left, Move move) {
        if (ownTransaction.execute(_ -> moved(left, move)) == Again.OCCUPIED) {
            throw new IllegalStateException("the account that had the number before has yet to leave it");
        }
    }

    private Again moved(NumberLeft left, Move move) {
        if (!isLocked(left)) {
            return Again.PASSED_ON;
        }
        Again done = numbers.moveAgain(move.index(), left.accountId(), left.at());
        if (done == Again.MOVED) {
            accounts.renumber(left.accountId(), move.number(), move.own());
        }
        return done;
    }
}
