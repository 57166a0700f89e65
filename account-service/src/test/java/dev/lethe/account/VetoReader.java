package dev.lethe.account;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.stereotype.Component;

import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.AccountDeletionVetoed;
import dev.lethe.events.DeletionEvent.NumberLeft;
import dev.lethe.events.DeletionEvent.PasswordRemovalRefused;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;

/// Remembers the vetoes, and who left a number, as they were published.
@Component
public class VetoReader implements EventConsumer {

    private final List<AccountDeletionVetoed> vetoes = new CopyOnWriteArrayList<>();
    private final List<UUID> moves = new CopyOnWriteArrayList<>();
    private final List<PasswordRemovalRefused> refusals = new CopyOnWriteArrayList<>();

    @Override
    public String topic() {
        return DeletionEvent.TOPIC;
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof AccountDeletionVetoed vetoed) {
            vetoes.add(vetoed);
        } else if (received.event() instanceof NumberLeft left) {
            moves.add(left.accountId());
        }
        if (received.event() instanceof PasswordRemovalRefused refused) {
            refusals.add(refused);
        }
    }

    List<UUID> refused(UUID account) {
        return refusals.stream().filter(it -> it.accountId().equals(account))
                .map(PasswordRemovalRefused::requestId).toList();
    }

    /// Accounts that left a number.
    public List<UUID> moves() {
        return List.copyOf(moves);
    }

    Optional<AccountDeletionVetoed> of(UUID account) {
        return vetoes.stream().filter(it -> it.accountId().equals(account)).findFirst();
    }
}
