package dev.lethe.platform.erasure;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;

import tools.jackson.databind.json.JsonMapper;

import dev.lethe.events.AnswerEvent.ErasureAnswered;
import dev.lethe.platform.erasure.Erasures.Promised;
import dev.lethe.platform.erasure.Erasures.Work;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.problem.FailureText;
import dev.lethe.platform.signature.Signer;
import dev.lethe.platform.signature.WholeHours;

/// Works erasures off, several at a time and for ever if need be: an erasure never becomes a dead letter, and a large one
/// holds up no other.
final class ErasureWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureWorker.class);
    private static final int AT_ONCE = 4;
    private static final long KEPT_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Erasures erasures;
    private final PlanRunner plan;
    private final Signer signer;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Clock clock;
    private final Semaphore work = new Semaphore(0);
    private volatile List<Thread> workers = List.of();

    ErasureWorker(Erasures erasures, PlanRunner plan, Signer signer, Outbox outbox, TransactionTemplate transaction,
            JsonMapper json, Clock clock) {
        this.erasures = erasures;
        this.plan = plan;
        this.signer = signer;
        this.outbox = outbox;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    void wake() {
        if (work.availablePermits() < AT_ONCE) {
            work.release(AT_ONCE);
        }
    }

    private void run() {
        while (isRunning()) {
            try {
                Optional<Work> due = transaction.execute(status -> erasures.take());
                if (due == null || due.isEmpty()) {
                    await();
                    continue;
                }
                attempt(due.get());
            } catch (RuntimeException e) {
                LOG.warn("erasures wait: {}", e.getClass().getSimpleName());
                await();
            }
        }
    }

    private void attempt(Work due) {
        try {
            if (!due.isEmptied()) {
                plan.run(new ErasureContext(due.subject(), due.forEveryone(), due.erasedAt()), keeping(due.subject()));
                Failpoints.reach("erasure.before-emptied");
                if (!isEmptied(due)) {
                    return;
                }
            }
            Failpoints.reach("erasure.before-answer");
            if (due.isLeftOver()) {
                transaction.executeWithoutResult(status -> erasures.forgetLeftOver(due.subject()));
                return;
            }
            answer(due);
        } catch (ErasedElsewhereException e) {
            LOG.info("erasure {} is another replica's", due.erasureId());
        } catch (RuntimeException e) {
            LOG.error("erasure {} failed and is tried again: {}", due.erasureId(), FailureText.of(e));
            transaction.executeWithoutResult(status -> erasures.postpone(due.subject()));
        }
    }

    /// False when more was ordered while it was done; then it is due again.
    private boolean isEmptied(Work due) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean isEmptied = erasures.emptied(due.subject(), due.forEveryone());
            if (!isEmptied) {
                erasures.retake(due.subject());
            }
            return isEmptied;
        }));
    }

    /// Keeps the work, about once a second.
    private Runnable keeping(UUID subject) {
        AtomicLong kept = new AtomicLong(System.nanoTime());
        return () -> {
            if (System.nanoTime() - kept.get() > KEPT_EVERY_NANOS) {
                transaction.executeWithoutResult(status -> erasures.keep(subject));
                kept.set(System.nanoTime());
            }
        };
    }

    private void answer(Work due) {
        transaction.executeWithoutResult(status -> erasures.promisedFor(due.subject()).ifPresent(promised -> {
            ErasureAnswered answer = sign(due, promised);
            if (erasures.answered(due.subject(), json.writeValueAsBytes(answer))) {
                outbox.record(answer);
            }
        }));
        Failpoints.reach("erasure.after-answer");
    }

    private ErasureAnswered sign(Work due, Promised promised) {
        var counts = plan.counts(due.subject());
        var at = WholeHours.begun(clock.instant());
        String canonical = ErasureAnswers.canonical(promised.receiptId(), promised.subjectHash(),
                promised.forEveryone(), signer.name(), counts, at);
        return new ErasureAnswered(due.subject(), due.erasureId(), promised.receiptId(), signer.name(), counts, at,
                signer.sign(canonical));
    }

    private void await() {
        try {
            var _ = work.tryAcquire(500, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        workers = IntStream.range(0, AT_ONCE)
                .mapToObj(_ -> Thread.ofVirtual().name("erasure").unstarted(this::run)).toList();
        workers.forEach(Thread::start);
    }

    @Override
    public void stop() {
        List<Thread> stopping = workers;
        workers = List.of();
        wake();
        try {
            for (Thread thread : stopping) {
                thread.join(3_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() { return !workers.isEmpty(); }
}
