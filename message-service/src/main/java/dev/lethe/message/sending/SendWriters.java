package dev.lethe.message.sending;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;

import dev.lethe.message.sending.SendQueue.Waiting;
import dev.lethe.message.sending.Submission.Addressed;
import dev.lethe.platform.problem.FailureText;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.vault.KeyLookup;

/// Few writers with full batches: what arrives while a writer commits is the next batch. So the lock of a busy mailbox
/// is held for one commit, not for one message, and nobody waits for a timer.
@Component
class SendWriters implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SendWriters.class);
    private static final Duration LONG_COMMIT = Duration.ofMillis(50);

    private final MessageAppend append;
    private final SendingProperties properties;
    private final SendQueue queue;
    private final Set<Waiting> unanswered = ConcurrentHashMap.newKeySet();
    private final DistributionSummary batchSizes;
    private final List<Thread> writers = new ArrayList<>();
    private volatile boolean running;

    SendWriters(MessageAppend append, SendingProperties properties, MeterRegistry meters) {
        this.append = append;
        this.properties = properties;
        this.queue = new SendQueue(properties, LONG_COMMIT);
        this.batchSizes = meters.summary("lethe.message.batch");
        meters.gauge("lethe.message.waiting", queue, SendQueue::size);
    }

    /// Waits until the submission is committed or refused.
    ///
    /// @throws dev.lethe.platform.problem.Problem 503 at once when too many wait already, and when it takes too long;
    ///         then a retry under the same client id tells what became of it
    Outcome append(Addressed send, Map<UUID, KeyLookup> keys) {
        Waiting waiting = new Waiting(send, keys);
        unanswered.add(waiting);
        try {
            if (!queue.offer(waiting)) {
                throw PlatformProblems.UNAVAILABLE.asProblem().retryAfter(Duration.ofSeconds(1));
            }
            return waiting.outcome().join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        } finally {
            unanswered.remove(waiting);
        }
    }

    /// One sweep for all costs less than a timer for each.
    @Scheduled(fixedDelayString = "PT0.2S")
    void refuseOverdue() {
        refuseAfter(properties.patience());
    }

    private void refuseAfter(Duration time) {
        for (Waiting waiting : unanswered) {
            if (waiting.hasWaited(time)) {
                waiting.outcome().completeExceptionally(PlatformProblems.unavailable());
            }
        }
    }

    private void write() {
        try {
            List<Waiting> batch = queue.take();
            while (!batch.isEmpty()) {
                try {
                    commit(batch);
                } finally {
                    queue.done(batch);
                }
                batch = queue.take();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void commit(List<Waiting> batch) {
        batchSizes.record(batch.size());
        try {
            answer(batch);
        } catch (RuntimeException failed) {
            if (batch.size() == 1) {
                batch.getFirst().outcome().completeExceptionally(failed);
                return;
            }
            // one of them spoils it for all: each for itself, but those that nobody waits for any more
            batch.stream().filter(waiting -> !waiting.outcome().isDone()).forEach(waiting -> commit(List.of(waiting)));
        } catch (Error broken) {
            // the writer stays for the next
            batch.forEach(waiting -> waiting.outcome().completeExceptionally(broken));
            LOG.error("A batch was not written: {}", FailureText.of(broken));
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
        queue.open();
        for (int i = 1; i <= properties.writers(); i++) {
            writers.add(Thread.ofPlatform().daemon().name("writer-" + i).start(this::write));
        }
    }

    /// Writes what was taken before it ends, unless that takes too long for all writers together.
    @Override
    public void stop() {
        running = false;
        queue.close();
        long until = System.nanoTime() + properties.patience().toNanos();
        for (Thread writer : writers) {
            try {
                writer.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        writers.clear();
        refuseAfter(Duration.ZERO);
    }

    @Override
    public boolean isRunning() { return running; }

    /// Begins before the web server and stops after it: whoever has been let in is still served.
    @Override
    public int getPhase() { return DEFAULT_PHASE - 4096; }
}
