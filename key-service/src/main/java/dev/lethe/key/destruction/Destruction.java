package dev.lethe.key.destruction;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.key.KeyProblems;
import dev.lethe.key.KeyholderProperties;
import dev.lethe.key.epoch.Bucket;
import dev.lethe.key.epoch.EpochState;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.vault.DestructionOrder;
import dev.lethe.platform.vault.SignatureCheck;

/// Destroys shares for good. Order of acts: the mark outside the database first, then share and list in one
/// transaction. A day that brings far more orders than usual waits for the operator.
@Component
class Destruction {

    private static final Logger LOG = LoggerFactory.getLogger(Destruction.class);
    private static final String AUTHORITY = "account-service";
    private static final int HUNDRED = 100;
    /// An epoch that is overdue still has to be ended: no answer may promise an end that has passed.
    private static final Duration ROTATION = Duration.ofHours(1);

    private final DestroyedSubjects subjects;
    private final DestroyedList list;
    private final EpochState state;
    private final SignatureCheck signatures;
    private final KeyholderProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ReentrantLock one = new ReentrantLock();

    Destruction(DestroyedSubjects subjects, DestroyedList list, EpochState state, SignatureCheck signatures,
            KeyholderProperties properties, TransactionTemplate transaction, Clock clock) {
        this.subjects = subjects;
        this.list = list;
        this.state = state;
        this.signatures = signatures;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Nothing when the order waits for the operator. May be repeated; the first order for a subject is the one that
    /// counts.
    Optional<DestroyedSubjects.Done> destroy(DestructionOrder order) {
        if (!signatures.holds(AUTHORITY, order.canonical(), order.signature())) {
            LOG.error("Refused an order of destruction that {} did not sign", AUTHORITY);
            throw KeyProblems.UNSIGNED_ORDER.asProblem();
        }
        one.lock();
        try {
            var done = subjects.find(order.subject());
            if (done.isPresent()) {
                list.confirm(order.subject());
                return done;
            }
            if (mustWait(order)) {
                subjects.makeWait(order, clock.instant());
                LOG.error("Orders of destruction wait for the operator: too many in a day");
                return Optional.empty();
            }
            return Optional.of(destroyNow(order));
        } finally {
            one.unlock();
        }
    }

    /// The operator agrees to what waits.
    ///
    /// @return how many subjects were destroyed
    int release() {
        one.lock();
        try {
            var waiting = subjects.waiting();
            waiting.forEach(this::destroyNow);
            return waiting.size();
        } finally {
            one.unlock();
        }
    }

    /// What is marked already was agreed to once; what has no share costs nothing.
    private boolean mustWait(DestructionOrder order) {
        if (subjects.isWaiting(order.subject())) {
            return true;
        }
        if (list.misses(order.subject()) || !subjects.isHeld(order.subject())) {
            return false;
        }
        var today = subjects.countSince(clock.instant().minus(Duration.ofDays(1)));
        return today >= properties.dailyDestructions() && today * HUNDRED >= subjects.countLiving();
    }

    private DestroyedSubjects.Done destroyNow(DestructionOrder order) {
        list.announce(order.subject());
        Failpoints.reach("key.after-destroy-mark");
        var done = Objects.requireNonNull(transaction.execute(_ -> list(order)));
        Failpoints.reach("key.after-destroy-commit");
        list.confirm(order.subject());
        return done;
    }

    private DestroyedSubjects.Done list(DestructionOrder order) {
        var epoch = state.lock();
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var ends = latest(epoch.endsAt(properties.epochLength()), now.plus(ROTATION)).truncatedTo(ChronoUnit.MILLIS);
        var done = new DestroyedSubjects.Done(order, now, ends);
        if (subjects.destroy(done) > 0) {
            state.markDirty(Bucket.of(order.subject()), epoch.epoch());
        }
        state.countDestroyed();
        return done;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
