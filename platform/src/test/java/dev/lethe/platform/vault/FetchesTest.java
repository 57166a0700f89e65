package dev.lethe.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

class FetchesTest {

    private static final Executor VIRTUAL = task -> Thread.ofVirtual().start(task);

    private final UUID subject = UUID.randomUUID();
    private final AtomicLong revocations = new AtomicLong();
    private final Fetches fetches = new Fetches(revocations::get);
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch called = new CountDownLatch(1);
    private final CompletableFuture<KeyLookup> answer = new CompletableFuture<>();

    private Map<UUID, KeyLookup> fetch(List<UUID> subjects) {
        calls.incrementAndGet();
        called.countDown();
        var lookup = answer.join();
        var found = new HashMap<UUID, KeyLookup>();
        subjects.forEach(it -> found.put(it, lookup));
        return found;
    }

    private CompletableFuture<Map<UUID, KeyLookup>> ask() {
        var entered = new CompletableFuture<Thread>();
        var asked = CompletableFuture.supplyAsync(() -> {
            entered.complete(Thread.currentThread());
            return fetches.join(List.of(subject), Reader.MESSAGE, this::fetch);
        }, VIRTUAL);
        var thread = entered.join();
        while (thread.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        return asked;
    }

    @Test
    void fetchesOnceForAllWhoAskMeanwhile() throws Exception {
        var first = ask();
        called.await();
        var second = ask();
        answer.complete(new KeyLookup.Destroyed());

        assertThat(first.join()).isEqualTo(second.join()).containsOnlyKeys(subject);
        assertThat(calls).hasValue(1);
    }

    @Test
    void doesNotWaitForWhatBeganBeforeARevocation() throws Exception {
        var before = ask();
        called.await();
        revocations.incrementAndGet();
        var after = ask();
        answer.complete(new KeyLookup.Destroyed());

        before.join();
        after.join();
        assertThat(calls).hasValue(2);
    }

    @Test
    void asksAgainWhenTheOtherFoundNoKey() throws Exception {
        var first = ask();
        called.await();
        var second = ask();
        answer.complete(new KeyLookup.Unknown());

        assertThat(first.join()).containsOnlyKeys(subject);
        assertThat(second.join()).containsOnlyKeys(subject);
        assertThat(calls).hasValue(2);
    }

    @Test
    void asksForItselfWhenTheOtherFails() throws Exception {
        var first = ask();
        called.await();
        var second = ask();
        answer.completeExceptionally(new KeyUnreachableException("too few"));

        assertThatExceptionOfType(CompletionException.class).isThrownBy(first::join);
        assertThatExceptionOfType(CompletionException.class).isThrownBy(second::join)
                .withCauseInstanceOf(KeyUnreachableException.class);
        assertThat(calls).hasValue(2);
        assertThat(fetches.join(List.of(subject), Reader.MESSAGE, it -> Map.of(subject, new KeyLookup.Destroyed())))
                .containsOnlyKeys(subject);
    }
}
