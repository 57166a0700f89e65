package dev.lethe.key.destruction;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.key.KeyProblems;
import dev.lethe.key.KeyholderProperties;
import dev.lethe.key.epoch.Bucket;
import dev.lethe.key.epoch.CurrentEpoch;
import dev.lethe.key.epoch.EpochState;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.turn.SharedTurns;
import dev.lethe.platform.vault.DestructionOrder;
import dev.lethe.platform.vault.Keyholder;
import dev.lethe.platform.vault.SignatureCheck;

/// Destroys shares for good. Order of acts: the mark outside the database first, then share and list in one
/// transaction. A day that brings far more orders than usual waits for the operator. Orders that come at the same time
/// share both writes.
@Component
class Destruction {

    /// @param agreed whether the operator did
    private record Ordered(DestructionOrder order, boolean agreed) {}

    private static final Logger LOG = LoggerFactory.getLogger(Destruction.class);
    private static final String AUTHORITY = "account-service";
    /// An epoch that is overdue still has to be ended: no answer may promise an end that has passed.
    private static final Duration ROTATION = Duration.ofHours(1);

    private final DestroyedSubjects subjects;
    private final LivingKeys living;
    private final DestroyedList list;
    private final EpochState state;
    private final CurrentEpoch current;
    private final SignatureCheck signatures;
    private final KeyholderProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final SharedTurns<Ordered, Optional<DestroyedSubjects.Done>> turns = new SharedTurns<>(Keyholder.BATCH,
            this::judge);

    Destruction(DestroyedSubjects subjects, LivingKeys living, DestroyedList list, EpochState state,
            CurrentEpoch current, SignatureCheck signatures, KeyholderProperties properties,
            TransactionTemplate transaction, Clock clock) {
        this.subjects = subjects;
        this.living = living;
        this.list = list;
        this.state = state;
        this.current = current;
        this.signatures = signatures;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Nothing when the order waits for the operator. May be repeated; the first order for a subject is the one that
    /// counts.
    Optional<DestroyedSubjects.Done> destroy(DestructionOrder order) {
        return destroy(List.of(order)).getFirst();
    }

    /// As above, an answer for each.
    List<Optional<DestroyedSubjects.Done>> destroy(List<DestructionOrder> orders) {
        for (DestructionOrder order : orders) {
            if (!signatures.holds(AUTHORITY, order.canonical(), order.signature())) {
                LOG.error("Refused an order of destruction that {} did not sign", AUTHORITY);
                throw KeyProblems.UNSIGNED_ORDER.asProblem();
            }
        }
        return turns.take(orders.stream().map(it -> new Ordered(it.believed(signatures), false)).toList());
    }

    /// The operator agrees to what waits.
    ///
    /// @return how many subjects were destroyed
    int release() {
        var agreed = subjects.waiting().stream().map(it -> new Ordered(it, true)).toList();
        return (int) turns.take(agreed).stream().filter(Optional::isPresent).count();
    }

    private List<Optional<DestroyedSubjects.Done>> judge(List<Ordered> orders) {
        var answers = new HashMap<UUID, Optional<DestroyedSubjects.Done>>();
        var now = new LinkedHashMap<UUID, DestructionOrder>();
        var budget = new DestructionBudget(subjects, living, properties, clock.instant());
        for (var ordered : orders) {
            var order = ordered.order();
            var done = subjects.find(order.subject());
            if (done.isPresent()) {
                list.confirm(List.of(order.subject()));
                answers.put(order.subject(), done);
            } else if (!now.containsKey(order.subject())) {
                if (!ordered.agreed() && mustWait(order, budget)) {
                    subjects.makeWait(order, clock.instant());
                    LOG.error("Orders of destruction wait for the operator: too many in a day");
                    answers.put(order.subject(), Optional.empty());
                } else {
                    now.put(order.subject(), order);
                }
            }
        }
        destroyNow(List.copyOf(now.values()))
                .forEach(done -> answers.put(done.order().subject(), Optional.of(done)));
        return orders.stream().map(it -> Objects.requireNonNull(answers.get(it.order().subject()))).toList();
    }

    /// What is marked already was agreed to once; what has no share costs nothing.
    private boolean mustWait(DestructionOrder order, DestructionBudget budget) {
        if (subjects.isWaiting(order.subject())) {
            return true;
        }
        if (list.misses(order.subject()) || !subjects.isHeld(order.subject())) {
            return false;
        }
        return !budget.spends(order.subject());
    }

    private List<DestroyedSubjects.Done> destroyNow(List<DestructionOrder> orders) {
        if (orders.isEmpty()) {
            return List.of();
        }
        var gone = orders.stream().map(DestructionOrder::subject).toList();
        list.announce(gone);
        Failpoints.reach("key.after-destroy-mark");
        var done = Objects.requireNonNull(transaction.execute(_ -> list(orders)));
        Failpoints.reach("key.after-destroy-commit");
        list.confirm(gone);
        return done;
    }

    private List<DestroyedSubjects.Done> list(List<DestructionOrder> orders) {
        var epoch = current.lock();
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var ends = latest(epoch.endsAt(properties.epochLength()), now.plus(ROTATION)).truncatedTo(ChronoUnit.MILLIS);
        var all = orders.stream().map(it -> new DestroyedSubjects.Done(it, now, ends)).toList();
        for (var done : all) {
            if (subjects.destroy(done) > 0) {
                state.markDirty(Bucket.of(done.order().subject()), epoch.epoch());
            }
        }
        state.countDestroyed(all.size());
        return all;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
