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
import dev.lethe.events.DeletionEvent.SelfDestructChosen;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;

/// Remembers vetoes, refusals, choices, and who left a number, as they were published.
@Component
public class VetoReader implements EventConsumer {

    private final List<AccountDeletionVetoed> vetoes = new CopyOnWriteArrayList<>();
    private final List<UUID> moves = new CopyOnWriteArrayList<>();
    private final List<SelfDestructChosen> choices = new CopyOnWriteArrayList<>();
    private final List<PasswordRemovalRefused> refusals = new CopyOnWriteArrayList<>();

    @Override
    public String topic() {
        return DeletionEvent.TOPIC;
    }

    @Override
    public void on(ReceivedEvent received) {
        switch (received.event()) {
            case AccountDeletionVetoed vetoed -> vetoes.add(vetoed);
            case NumberLeft left -> moves.add(left.accountId());
            case PasswordRemovalRefused refused -> refusals.add(refused);
            case SelfDestructChosen chosen -> choices.add(chosen);
            default -> {
            }
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

    /// After how many months an account was to delete itself, as its owner chose one after the other.
    public List<Integer> chosen(UUID account) {
        return choices.stream().filter(it -> it.accountId().equals(account)).map(SelfDestructChosen::months).toList();
    }

    Optional<AccountDeletionVetoed> of(UUID account) {
        return vetoes.stream().filter(it -> it.accountId().equals(account)).findFirst();
    }
}
