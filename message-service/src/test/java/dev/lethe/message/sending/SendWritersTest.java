package dev.lethe.message.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import dev.lethe.message.mailbox.Dated;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.sending.Submission.Addressed;
import dev.lethe.platform.problem.Problem;
import dev.lethe.platform.vault.KeyLookup;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class SendWritersTest {
    private static final int SENDS = 2_000;
    private static final int AT_ONCE = 32;
    private static final int PEOPLE = 100;
    private static final Duration COMMIT = Duration.ofMillis(2);

    /// Stands for commits: they take their time, and see who else is under way.
    @SuppressWarnings("NullAway")
    private static class Commits extends MessageAppend {
        private final Set<UUID> locked = ConcurrentHashMap.newKeySet();
        private final AtomicInteger underWay = new AtomicInteger();
        private final AtomicInteger all = new AtomicInteger();
        private final AtomicInteger besideAnother = new AtomicInteger();
        private final AtomicInteger lockedTwice = new AtomicInteger();

        Commits() {
            super(null, null, null, null, null);
        }

        @Override
        public List<Outcome> append(List<Addressed> batch, Map<UUID, KeyLookup> keys) {
            all.incrementAndGet();
            if (underWay.incrementAndGet() > 1) {
                besideAnother.incrementAndGet();
            }
            var holders = batch.stream().flatMap(send -> send.holders().stream()).distinct().toList();
            holders.stream().filter(holder -> !locked.add(holder)).forEach(_ -> lockedTwice.incrementAndGet());
            LockSupport.parkNanos(COMMIT.toNanos());
            holders.forEach(locked::remove);
            underWay.decrementAndGet();
            return batch.stream().<Outcome>map(_ -> new Outcome.Sent(new Dated(new MessageId(1), 0))).toList();
        }
    }

    @Test
    void commitSideBySideWhatSharesNoMailbox() throws Exception {
        Commits commits = new Commits();
        SendWriters writers = writers(commits, Duration.ofSeconds(10));
        writers.start();
        List<UUID> people = new Random(7).ints(PEOPLE).mapToObj(i -> new UUID(7, i)).toList();
        Random random = new Random(8);

        List<Future<Outcome>> sends = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int i = 0; i < SENDS; i++) {
                Addressed send = Sends.between(people.get(random.nextInt(PEOPLE)), people.get(random.nextInt(PEOPLE)));
                sends.add(threads.submit(() -> writers.append(send, Map.of())));
            }
        }
        writers.stop();

        for (Future<Outcome> send : sends) {
            assertThat(send.get()).isInstanceOf(Outcome.Sent.class);
        }
        assertThat(commits.lockedTwice).hasValue(0);
        assertThat(commits.besideAnother).hasPositiveValue();
        assertThat(commits.all).as("most share one").hasValueLessThan(SENDS / 2);
    }

    @Test
    void answerWhoHasWaitedTooLong() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        SendWriters writers = writers(new Commits() {
            @Override
            public List<Outcome> append(List<Addressed> batch, Map<UUID, KeyLookup> keys) {
                await(ended);
                return super.append(batch, keys);
            }
        }, Duration.ofMillis(1));
        writers.start();

        for (var send : List.of(sends(writers), sends(writers), sends(writers))) {
            while (!send.isDone()) {
                writers.refuseOverdue();
                Thread.onSpinWait();
            }
            assertThat(send).failsWithin(Duration.ZERO).withThrowableThat().havingCause()
                    .isInstanceOfSatisfying(Problem.class,
                            problem -> assertThat(problem.type().status()).isEqualTo(503));
        }
        ended.countDown();
        writers.stop();
    }

    @Test
    void answerEverySendBeforeTheyHaveStopped() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        SendWriters writers = writers(new Commits() {
            @Override
            public List<Outcome> append(List<Addressed> batch, Map<UUID, KeyLookup> keys) {
                begun.countDown();
                await(ended);
                return super.append(batch, keys);
            }
        }, Duration.ofMillis(1));
        writers.start();
        var send = sends(writers);
        begun.await();

        writers.stop();

        assertThat(send).failsWithin(Duration.ofSeconds(10)).withThrowableThat().havingCause()
                .isInstanceOf(Problem.class);
        ended.countDown();
    }

    @Test
    void takeNothingOnceTheyHaveStopped() {
        SendWriters writers = writers(new Commits(), Duration.ofSeconds(10));
        writers.start();
        writers.stop();

        assertThat(catchThrowableOfType(Problem.class,
                () -> writers.append(Sends.between(UUID.randomUUID()), Map.of())).type().status()).isEqualTo(503);
    }

    private static CompletableFuture<Outcome> sends(SendWriters writers) {
        return CompletableFuture.supplyAsync(() -> writers.append(Sends.between(UUID.randomUUID()), Map.of()),
                Thread::startVirtualThread);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void stopsAfterTheServerHasAnsweredWhatItTook() {
        int phase = writers(new Commits(), Duration.ofSeconds(1)).getPhase();

        assertThat(phase).isLessThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
    }

    private static SendWriters writers(MessageAppend append, Duration patience) {
        return new SendWriters(append, new SendingProperties(2, 256, 8, 1_000, patience), new SimpleMeterRegistry());
    }
}
