package dev.lethe.platform.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;

import dev.lethe.test.Eventually;

class SharedTurnsTest {

    private final List<List<Integer>> turns = new CopyOnWriteArrayList<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private final SharedTurns<Integer, Integer> shared = new SharedTurns<>(3, this::doubled);

    private List<Integer> doubled(List<Integer> questions) {
        turns.add(questions);
        if (questions.contains(0)) {
            await(first);
        }
        return questions.stream().map(it -> {
            if (it == Integer.MAX_VALUE) {
                throw new StackOverflowError();
            }
            if (it < 0) {
                throw new IllegalArgumentException("negative");
            }
            return it * 2;
        }).toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void answersInOneTurnWhoeverCameDuringAnother() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ = threads.submit(() -> shared.take(0));
            Eventually.eventually(() -> assertThat(turns).hasSize(1));
            var calls = List.of(1, 2, 3).stream().map(it -> threads.submit(() -> shared.take(it))).toList();
            Eventually.eventually(() -> assertThat(shared.waiting()).isEqualTo(3));

            first.countDown();

            assertThat(calls.get(0).get()).isEqualTo(2);
            assertThat(calls.get(2).get()).isEqualTo(6);
        }
        assertThat(turns).hasSize(2);
        assertThat(turns.getLast()).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void takesNoMoreInATurnThanItMay() {
        assertThat(shared.take(List.of(1, 2, 3, 4))).containsExactly(2, 4, 6, 8);

        assertThat(turns).containsExactly(List.of(1, 2, 3), List.of(4));
    }

    @Test
    void goesOnAfterAnError() {
        assertThatThrownBy(() -> shared.take(Integer.MAX_VALUE)).isInstanceOf(StackOverflowError.class);

        assertThat(shared.take(7)).isEqualTo(14);
    }

    @Test
    void letsOnlyTheOneFailThatIsTheCause() {
        assertThatThrownBy(() -> shared.take(List.of(5, -1))).isInstanceOf(IllegalArgumentException.class);

        assertThat(turns).containsExactly(List.of(5, -1), List.of(5), List.of(-1));
        assertThat(shared.take(7)).isEqualTo(14);
    }
}
