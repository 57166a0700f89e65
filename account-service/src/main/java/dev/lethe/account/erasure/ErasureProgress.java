package dev.lethe.account.erasure;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import dev.lethe.account.erasure.Erasures.Kind;
import dev.lethe.account.erasure.Erasures.Running;
import dev.lethe.account.erasure.Erasures.Witness;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.turn.Rounds;

/// Moves every running erasure on until its receipt is issued: keys first, then the other services, then our own rows,
/// then the receipt. Each step may be repeated, so a kill anywhere only costs time.
@Component
class ErasureProgress extends Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureProgress.class);
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final Erasures erasures;
    private final KeyEnding keys;
    private final OwnRows ownRows;
    private final ReceiptIssuing receipts;
    private final LostAnswers lostAnswers;
    private final ReceiptMixing mixing;
    /// Those that move now, and how often each was to begin meanwhile.
    private final ConcurrentHashMap<UUID, Integer> moving = new ConcurrentHashMap<>();
    private final Turns turns;
    private final ErasurePlaces places;

    ErasureProgress(Erasures erasures, KeyEnding keys, OwnRows ownRows, ReceiptIssuing receipts,
            LostAnswers lostAnswers, ReceiptMixing mixing, Turns turns, ErasurePlaces places) {
        super("erasures");
        this.erasures = erasures;
        this.keys = keys;
        this.ownRows = ownRows;
        this.receipts = receipts;
        this.lostAnswers = lostAnswers;
        this.mixing = mixing;
        this.turns = turns;
        this.places = places;
    }

    /// Moves this one on, once the caller's transaction has committed.
    void wakeAfterCommit(UUID erasure) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                begin(erasure);
            }
        });
    }

    @Override
    protected Duration round() {
        attempt(() -> erasures.running().forEach(this::beginUnlessMoving));
        attempt(this::leavePlaces);
        attempt(ownRows::removeReturned);
        attempt(lostAnswers::askAgain);
        attempt(mixing::mix);
        return ROUND;
    }

    /// Another replica may have issued the receipt.
    private void leavePlaces() {
        Set<UUID> begun = places.begun();
        if (!begun.isEmpty()) {
            Set<UUID> running = erasures.runningOf(begun);
            begun.stream().filter(it -> !running.contains(it)).forEach(places::leave);
        }
    }

    /// What fails holds up nothing else.
    private static void attempt(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException e) {
            LOG.warn("erasures wait: {}", e.getClass().getSimpleName());
        }
    }

    private void beginUnlessMoving(UUID erasure) {
        if (!moving.containsKey(erasure)) {
            begin(erasure);
        }
    }

    /// Each on a thread of its own, so that one that waits for a keyholder holds up nobody.
    private void begin(UUID erasure) {
        if (moving.merge(erasure, 1, Integer::sum) == 1) {
            var _ = Thread.ofVirtual().name("erasure").start(() -> moveOn(erasure));
        }
    }

    /// Once more when something came meanwhile.
    private void moveOn(UUID erasure) {
        Integer asked;
        do {
            asked = moving.getOrDefault(erasure, 1);
            boolean isThrough = false;
            try {
                attempt(() -> turns.take(() -> erasures.find(erasure)).ifPresent(this::step));
                isThrough = true;
            } finally {
                if (!isThrough) {
                    moving.remove(erasure);
                }
            }
        } while (!moving.remove(erasure, asked));
    }

    private void step(Running erasure) {
        List<Witness> open = turns.take(() -> open(erasure));
        var holders = open.stream().filter(it -> it.kind() == Kind.KEYHOLDER).map(Witness::name)
                .collect(Collectors.toUnmodifiableSet());
        if (!holders.isEmpty() && keys.destroy(erasure, holders)) {
            Failpoints.reach("account.keys-after-record");
            open = turns.take(() -> open(erasure));
        }
        if (open.size() == 1 && open.getFirst().name().equals(Witnesses.SELF)) {
            open = turns.take(() -> {
                ownRows.remove(erasure);
                return open(erasure);
            });
        }
        if (open.isEmpty()) {
            turns.take(() -> issue(erasure));
        }
    }

    private boolean issue(Running erasure) {
        Failpoints.reach("account.receipt-before-issue");
        receipts.issue(erasure);
        places.leave(erasure.promise().receiptId());
        Failpoints.reach("account.receipt-after-issue");
        return true;
    }

    private List<Witness> open(Running erasure) {
        return erasures.witnesses(erasure.erasureId()).stream().filter(it -> !it.hasAnswered()).toList();
    }
}
