package dev.lethe.message.sending;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import dev.lethe.message.mailbox.Dated;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.sending.SendQueue.Waiting;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class SendQueueTest {
    private static final int MOST = 20;
    private static final int COPIES_AT_ONCE = 10;
    private static final int ENOUGH_BESIDE = 3;

    private static final Duration SOON = Duration.ofSeconds(10);

    private final SendQueue queue = opened(Duration.ofMinutes(1));
    private final UUID alice = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();
    private final UUID carol = UUID.randomUUID();

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

        List<Waiting> second = queue.take();
        assertThat(second).containsExactlyElementsOf(others);
        queue.done(second);
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

        List<Waiting> second = queue.take();
        assertThat(second).containsExactlyElementsOf(others);
        queue.done(second);
        queue.done(first);
        assertThat(queue.take()).containsExactly(earlier, later);
    }

    @Test
    void handsOutAtOnceBesideAnotherBatchWhatIsFullByItsCopies() throws InterruptedException {
        waits(alice);
        queue.take();
        UUID[] members = Stream.generate(UUID::randomUUID).limit(COPIES_AT_ONCE).toArray(UUID[]::new);
        Waiting toGroup = waits(members);

        assertThat(queue.take()).containsExactly(toGroup);
    }

    @Test
    void handsOutFewBesideABatchOnceThatTakesLong() throws InterruptedException {
        Duration longCommit = Duration.ofMillis(200);
        SendQueue impatient = opened(longCommit);
        long begun = System.nanoTime();
        impatient.offer(new Waiting(Sends.between(alice), Map.of()));
        impatient.take();

        for (int i = 0; i < 20; i++) {
            Waiting toBob = new Waiting(Sends.between(bob), Map.of());
            impatient.offer(toBob);
            List<Waiting> beside = impatient.take();
            assertThat(beside).containsExactly(toBob);
            impatient.done(beside);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).as("waits once, not for each")
                .isBetween(longCommit, longCommit.multipliedBy(10));
    }

    @Test
    void wakesWhoWaitsForASend() {
        var taken = new CompletableFuture<List<Waiting>>();
        awaits(taken);

        Waiting send = waits(alice);

        assertThat(taken).succeedsWithin(SOON).isEqualTo(List.of(send));
    }

    @Test
    void wakesWhoWaitsForEnoughBesideABatch() throws InterruptedException {
        waits(alice);
        queue.take();
        var taken = new CompletableFuture<List<Waiting>>();
        awaits(taken);

        List<Waiting> others = othersEnough();

        assertThat(taken).succeedsWithin(SOON).isEqualTo(others);
    }

    @Test
    void wakesWhoWaitsForEnoughCopiesBesideABatch() throws InterruptedException {
        waits(alice);
        queue.take();
        var taken = new CompletableFuture<List<Waiting>>();
        awaits(taken);

        Waiting toGroup = waits(Stream.generate(UUID::randomUUID).limit(COPIES_AT_ONCE).toArray(UUID[]::new));

        assertThat(taken).succeedsWithin(SOON).isEqualTo(List.of(toGroup));
    }

    @Test
    void wakesWhoWaitsForTheCopiesThatAnotherBatchLeft() throws InterruptedException {
        waits(alice);
        List<Waiting> first = queue.take();
        waits(bob);
        othersEnough();
        List<Waiting> second = queue.take();
        Waiting withAlice = waits(group(alice));
        Waiting withBob = waits(group(bob));
        var taken = new CompletableFuture<List<Waiting>>();
        awaits(taken);
        queue.done(first);
        queue.done(second);

        assertThat(queue.take()).containsExactly(withAlice);

        assertThat(taken).succeedsWithin(SOON).isEqualTo(List.of(withBob));
    }

    private static UUID[] group(UUID member) {
        return Stream.concat(Stream.of(member), Stream.generate(UUID::randomUUID)).limit(COPIES_AT_ONCE)
                .toArray(UUID[]::new);
    }

    @Test
    void forgetsWhatWasAnsweredMeanwhile() throws InterruptedException {
        waits(alice).outcome().complete(new Outcome.Sent(new Dated(new MessageId(1), 0)));
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

    private void awaits(CompletableFuture<List<Waiting>> taken) {
        Thread taker = Thread.ofPlatform().daemon().start(() -> taken.complete(take()));
        eventually(() -> assertThat(taker.getState()).isEqualTo(Thread.State.TIMED_WAITING));
    }

    private static SendQueue opened(Duration longCommit) {
        SendQueue queue = new SendQueue(
                new SendingProperties(2, COPIES_AT_ONCE, ENOUGH_BESIDE, MOST, Duration.ofSeconds(10)), longCommit);
        queue.open();
        return queue;
    }

    private List<Waiting> take() {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
