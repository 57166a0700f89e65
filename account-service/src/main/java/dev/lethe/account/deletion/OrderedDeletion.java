package dev.lethe.account.deletion;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.deletion.DeletionRow.State;
import dev.lethe.events.DeletionEvent.AccountDeletionVetoed;
import dev.lethe.platform.outbox.Outbox;

/// A deletion that two operators ordered. It waits a week, like one of whom has the number and not the password, and any session
/// may stop it. Whoever calls holds the account's lock.
@Component
public class OrderedDeletion {

    /// A deletion that waits.
    public record Scheduled(UUID receiptId, byte[] salt, Instant executesAt) {

        @Override
        public String toString() {
            return "Scheduled[" + executesAt + "]";
        }
    }

    private final Deletions deletions;
    private final WaitingDeletion waiting;
    private final Outbox outbox;
    private final Clock clock;

    OrderedDeletion(Deletions deletions, WaitingDeletion waiting, Outbox outbox, Clock clock) {
        this.deletions = deletions;
        this.waiting = waiting;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// Whether the account waits for its end already.
    public boolean waits(UUID account) {
        return waiting.of(account).isPresent();
    }

    /// Begins the week.
    public Scheduled schedule(UUID order, UUID account) {
        if (waits(account)) {
            throw AccountProblems.DELETION_SCHEDULED.asProblem();
        }
        deletions.scheduled(account).map(DeletionRow::id).ifPresent(deletions::stop);
        var row = DeletionRow.withoutSession(order, account, clock.instant(), true);
        deletions.add(row);
        Instant executesAt = deletions.schedule(order, false, DeletionConfirmation.FORGOTTEN_WAIT, true);
        return new Scheduled(row.receiptId(), row.salt(), executesAt);
    }

    /// The deletion of an order, while it waits.
    public Optional<Scheduled> of(UUID order) {
        return deletions.find(order).filter(it -> it.state() == State.SCHEDULED)
                .flatMap(it -> Optional.ofNullable(it.executesAt())
                        .map(executesAt -> new Scheduled(it.receiptId(), it.salt(), executesAt)));
    }

    /// Stops it; a restored database hears of that again.
    ///
    /// @return false when it does not wait
    public boolean stop(UUID order, UUID account) {
        if (of(order).isEmpty()) {
            return false;
        }
        deletions.stop(order);
        outbox.record(new AccountDeletionVetoed(account, order));
        return true;
    }
}
