package dev.lethe.message.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.sending.SendQueue.Waiting;

class SendQueueTest {
    private static final int MOST = 20;
    private static final int COPIES_AT_ONCE = 10;
    private static final int ENOUGH_BESIDE = 3;

    private final SendQueue queue = new SendQueue(
            new SendingProperties(2, COPIES_AT_ONCE, ENOUGH_BESIDE, MOST, Duration.ofSeconds(10)));
    private final UUID alice = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();
    private final UUID carol = UUID.randomUUID();

    @BeforeEach
    void open() {
        queue.open();
    }

    @Test
    void handsOutWhatWaitsInItsOrder() throws InterruptedException {
        Waiting one = waits(alice, bob);
        Waiting two = waits(bob, alice);
        Waiting three = waits(alice);

        assertThat(queue.take()).containsExactly(one, two, three);
    }

    @Test
    void handsOutNoMoreCopiesThanFitACommit() throws InterruptedException {
        List<Waiting> sends = new ArrayList<>();
        for (int i = 0; i <= COPIES_AT_ONCE / 2; i++) {
            sends.add(waits(alice, bob));
        }

        assertThat(queue.take()).containsExactlyElementsOf(sends.subList(0, COPIES_AT_ONCE / 2));
    }

    @Test
    void keepsMailboxesUnderWayFromTheNextBatch() throws InterruptedException {
        waits(alice, bob);
        List<Waiting> first = queue.take();
        Waiting toBob = waits(carol, bob);
        List<Waiting> others = othersEnough();

        assertThat(queue.take()).containsExactlyElementsOf(others);

        queue.done(first);
        assertThat(queue.take()).containsExactly(toBob);
    }

    @Test
    void letsNothingGoAheadInAMailbox() throws InterruptedException {
        waits(alice, bob);
        List<Waiting> first = queue.take();
        Waiting earlier = waits(carol, bob);
        Waiting later = waits(carol);
        List<Waiting> others = othersEnough();

        assertThat(queue.take()).containsExactlyElementsOf(others);

        queue.done(first);
        assertThat(queue.take()).containsExactly(earlier, later);
    }

    @Test
    void handsOutFewBesideAnotherBatchOnlyWhenThatTakesLong() throws InterruptedException {
        waits(alice);
        queue.take();
        Waiting alone = waits(bob);
        long begun = System.nanoTime();

        assertThat(queue.take()).containsExactly(alone);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(25));
    }

    @Test
    void handsOutWhatComesWhileSomebodyWaitsForIt() {
        var taken = CompletableFuture.supplyAsync(this::take);

        Waiting send = waits(alice);

        assertThat(taken).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(List.of(send));
    }

    @Test
    void forgetsWhatWasAnsweredMeanwhile() throws InterruptedException {
        waits(alice).outcome().complete(new Outcome.Sent(new MessageId(1)));
        Waiting second = waits(alice);

        assertThat(queue.take()).containsExactly(second);
    }

    @Test
    void takesNothingMoreWhenItIsFull() {
        for (int i = 0; i < MOST; i++) {
            waits(alice);
        }

        assertThat(queue.offer(new Waiting(Sends.between(alice), Map.of()))).isFalse();
        assertThat(queue.size()).isEqualTo(MOST);
    }

    @Test
    void handsOutTheRestOnceItIsClosed() throws InterruptedException {
        Waiting last = waits(alice);
        queue.close();

        assertThat(queue.offer(new Waiting(Sends.between(bob), Map.of()))).isFalse();
        assertThat(queue.take()).containsExactly(last);
        assertThat(queue.take()).isEmpty();
    }

    private List<Waiting> othersEnough() {
        List<Waiting> others = new ArrayList<>();
        for (int i = 0; i < ENOUGH_BESIDE; i++) {
            others.add(waits(UUID.randomUUID()));
        }
        return others;
    }

    private Waiting waits(UUID... holders) {
        Waiting waiting = new Waiting(Sends.between(holders), Map.of());
        assertThat(queue.offer(waiting)).isTrue();
        return waiting;
    }

    private List<Waiting> take() {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
