package dev.lethe.message.sending;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;

import dev.lethe.message.sending.Submission.Addressed;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.vault.KeyLookup;

/// Few writers with full batches: what arrives while a writer commits is the next batch. So the lock of a busy mailbox
/// is held for one commit, not for one message, and nobody waits for a timer. They take turns, since two commits side by
/// side would be half as full and wait for each other's mailboxes; but one that takes long, as when a mailbox is locked
/// elsewhere, does not hold up the others.
@Component
class SendWriters implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SendWriters.class);
    private static final long LONGEST_TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private record Waiting(Addressed send, Map<UUID, KeyLookup> keys, CompletableFuture<Outcome> outcome) {}

    private final MessageAppend append;
    private final SendingProperties properties;
    private final BlockingQueue<Waiting> queue;
    private final Semaphore turn = new Semaphore(1, true);
    private volatile long turnBegan = System.nanoTime();
    private final DistributionSummary batchSizes;
    private final List<Thread> writers = new ArrayList<>();
    private volatile boolean running;

    SendWriters(MessageAppend append, SendingProperties properties, MeterRegistry meters) {
        this.append = append;
        this.properties = properties;
        this.queue = new ArrayBlockingQueue<>(properties.mostWaiting());
        this.batchSizes = meters.summary("lethe.message.batch");
        meters.gauge("lethe.message.waiting", queue, BlockingQueue::size);
    }

    /// Waits until the submission is committed or refused.
    ///
    /// @throws dev.lethe.platform.problem.Problem 503 at once when too many wait already, and when it takes too long;
    ///         then a retry under the same client id tells what became of it
    Outcome append(Addressed send, Map<UUID, KeyLookup> keys) {
        var waiting = new Waiting(send, keys, new CompletableFuture<>());
        if (!running || !queue.offer(waiting)) {
            throw PlatformProblems.UNAVAILABLE.asProblem().retryAfter(Duration.ofSeconds(1));
        }
        try {
            return waiting.outcome().orTimeout(properties.patience().toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof TimeoutException) {
                throw PlatformProblems.unavailable();
            }
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private void write() {
        List<Waiting> batch = new ArrayList<>();
        while (running || !queue.isEmpty()) {
            try {
                Waiting first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    inTurn(() -> {
                        gather(first, batch);
                        commit(batch);
                    });
                    batch.clear();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void inTurn(Runnable commit) throws InterruptedException {
        long left = turnBegan + LONGEST_TURN_NANOS - System.nanoTime();
        boolean taken = turn.tryAcquire(Math.max(0, left), TimeUnit.NANOSECONDS);
        if (taken) {
            turnBegan = System.nanoTime();
        }
        try {
            commit.run();
        } finally {
            if (taken) {
                turn.release();
            }
        }
    }

    // A send to a large group counts for as many as it has copies.
    private void gather(Waiting first, List<Waiting> batch) {
        int copies = 0;
        Waiting next = first;
        while (next != null) {
            if (!next.outcome().isDone()) {
                batch.add(next);
                copies += next.send().holders().size();
            }
            next = copies < properties.copiesAtOnce() ? queue.poll() : null;
        }
    }

    private void commit(List<Waiting> batch) {
        if (batch.isEmpty()) {
            return;
        }
        batchSizes.record(batch.size());
        try {
            answer(batch);
        } catch (RuntimeException failed) {
            if (batch.size() == 1) {
                batch.getFirst().outcome().completeExceptionally(failed);
                return;
            }
            // one of them spoils it for all: each for itself
            batch.forEach(waiting -> commit(List.of(waiting)));
        } catch (Error broken) {
            // the writer stays for the next
            batch.forEach(waiting -> waiting.outcome().completeExceptionally(broken));
            LOG.error("A batch was not written", broken);
        }
    }

    private void answer(List<Waiting> batch) {
        Map<UUID, KeyLookup> keys = new HashMap<>();
        batch.forEach(waiting -> keys.putAll(waiting.keys()));
        List<Outcome> outcomes = append(batch.stream().map(Waiting::send).toList(), keys);
        for (int i = 0; i < outcomes.size(); i++) {
            batch.get(i).outcome().complete(outcomes.get(i));
        }
    }

    private List<Outcome> append(List<Addressed> batch, Map<UUID, KeyLookup> keys) {
        try {
            return append.append(batch, keys);
        } catch (DuplicateKeyException _) {
            // the twin of one of them went ahead; now it is seen
            return append.append(batch, keys);
        }
    }

    @Override
    public void start() {
        running = true;
        for (int i = 1; i <= properties.writers(); i++) {
            writers.add(Thread.ofPlatform().daemon().name("writer-" + i).start(this::write));
        }
    }

    /// Writes what was taken before it ends.
    @Override
    public void stop() {
        running = false;
        for (Thread writer : writers) {
            try {
                writer.join(properties.patience());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        writers.clear();
    }

    @Override
    public boolean isRunning() { return running; }
}
