package dev.lethe.message.sending;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import dev.lethe.message.sending.Submission.Addressed;
import dev.lethe.platform.vault.KeyLookup;

/// What waits to be written. Whoever takes a batch has its mailboxes to itself until the batch is done, so that commits
/// side by side never wait for each other's locks; in each mailbox it is first come, first served. Beside a batch that
/// is under way only one that is full enough is handed out, since a commit costs much before its first message; but one
/// that takes long, as when a mailbox is locked elsewhere, does not hold up the others.
final class SendQueue {
    /// A send and whom to tell its outcome; one is not the same as another.
    static final class Waiting {
        private final Addressed send;
        private final Map<UUID, KeyLookup> keys;
        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        private final long since = System.nanoTime();

        Waiting(Addressed send, Map<UUID, KeyLookup> keys) {
            this.send = send;
            this.keys = keys;
        }

        Addressed send() { return send; }

        Map<UUID, KeyLookup> keys() { return keys; }

        CompletableFuture<Outcome> outcome() { return outcome; }

        boolean hasWaited(Duration time) {
            return System.nanoTime() - since >= time.toNanos();
        }
    }

    private final SendingProperties properties;
    private final Duration longCommit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private Deque<Waiting> waiting = new ArrayDeque<>();
    private final Set<UUID> taken = new HashSet<>();
    private final IdentityHashMap<List<Waiting>, Long> underWay = new IdentityHashMap<>();
    /// How many sends, or copies, have to come before it is worth looking for a batch beside the one under way.
    private int missing;
    private int missingCopies;
    private boolean closed = true;

    /// @param longCommit after how long a batch that is under way no longer makes others wait until they are full enough
    SendQueue(SendingProperties properties, Duration longCommit) {
        this.properties = properties;
        this.longCommit = longCommit;
    }

    /// False when it is full or closed.
    boolean offer(Waiting send) {
        lock.lock();
        try {
            if (closed || waiting.size() >= properties.mostWaiting()) {
                return false;
            }
            waiting.add(send);
            missing--;
            missingCopies -= send.send().holders().size();
            if (missing <= 0 || missingCopies <= 0 || allTakeLong()) {
                news.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// The next batch, as soon as there is one; nothing once the queue is closed and empty. Whoever takes it says when it
    /// is done, and then comes back for more.
    List<Waiting> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed || !waiting.isEmpty()) {
                List<Waiting> batch = gather();
                if (!batch.isEmpty()) {
                    return batch;
                }
                var _ = news.awaitNanos(longCommit.toNanos());
            }
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    private List<Waiting> gather() {
        List<Waiting> batch = new ArrayList<>();
        Deque<Waiting> rest = new ArrayDeque<>();
        Set<UUID> passedOver = new HashSet<>();
        Set<List<UUID>> audiences = Collections.newSetFromMap(new IdentityHashMap<>());
        int copies = 0;
        int copiesOfRest = 0;
        for (Waiting send : waiting) {
            List<UUID> holders = send.send().holders();
            if (send.outcome().isDone()) {
                // nobody waits for it any more
                continue;
            }
            if (copies < properties.copiesAtOnce() && isFree(holders, passedOver)) {
                batch.add(send);
                copies += holders.size();
                continue;
            }
            rest.add(send);
            copiesOfRest += holders.size();
            // a large group is looked at once, not for each of its sends
            if (copies < properties.copiesAtOnce() && audiences.add(holders)) {
                passedOver.addAll(holders);
            }
        }
        boolean full = copies >= properties.copiesAtOnce() || batch.size() >= properties.enoughBeside();
        if (!full && !allTakeLong()) {
            missing = properties.enoughBeside() - batch.size();
            missingCopies = properties.copiesAtOnce() - copies;
            return List.of();
        }
        waiting = rest;
        if (!batch.isEmpty()) {
            batch.forEach(send -> taken.addAll(send.send().holders()));
            underWay.put(batch, System.nanoTime());
            missing = properties.enoughBeside() - rest.size();
            missingCopies = properties.copiesAtOnce() - copiesOfRest;
            if (missing <= 0 || missingCopies <= 0) {
                news.signal();
            }
        }
        return batch;
    }

    private boolean isFree(List<UUID> holders, Set<UUID> passedOver) {
        for (UUID holder : holders) {
            if (taken.contains(holder) || passedOver.contains(holder)) {
                return false;
            }
        }
        return true;
    }

    private boolean allTakeLong() {
        long now = System.nanoTime();
        for (long begun : underWay.values()) {
            if (now - begun < longCommit.toNanos()) {
                return false;
            }
        }
        return true;
    }

    /// A batch is committed or refused; its mailboxes are free again.
    void done(List<Waiting> batch) {
        lock.lock();
        try {
            batch.forEach(send -> send.send().holders().forEach(taken::remove));
            underWay.remove(batch);
        } finally {
            lock.unlock();
        }
    }

    /// From now on it takes sends.
    void open() {
        lock.lock();
        try {
            closed = false;
        } finally {
            lock.unlock();
        }
    }

    /// What waits is still handed out, nothing new is taken.
    void close() {
        lock.lock();
        try {
            closed = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }
}
