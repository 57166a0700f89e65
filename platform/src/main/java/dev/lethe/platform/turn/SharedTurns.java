package dev.lethe.platform.turn;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/// One at a time, but whoever comes meanwhile shares the next turn, and its forced writes, with all who wait.
public final class SharedTurns<Q, A> {

    private final class Ask {

        private final Q question;
        private @Nullable Supplier<A> answer;

        private Ask(Q question) {
            this.question = question;
        }
    }

    private final ConcurrentLinkedQueue<Ask> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();
    private final int most;
    private final Function<List<Q>, List<A>> work;

    /// @param most questions in one turn
    /// @param work answers each question, in their order
    public SharedTurns(int most, Function<List<Q>, List<A>> work) {
        this.most = most;
        this.work = work;
    }

    /// Waits for a turn that answers the question.
    public A take(Q question) {
        return take(List.of(question)).getFirst();
    }

    /// As above, an answer for each.
    public List<A> take(List<Q> questions) {
        List<Ask> asks = questions.stream().map(Ask::new).toList();
        waiting.addAll(asks);
        for (Ask ask : asks) {
            turn.lock();
            try {
                while (ask.answer == null) {
                    answer(next());
                }
            } finally {
                turn.unlock();
            }
        }
        return asks.stream().map(it -> Objects.requireNonNull(it.answer).get()).toList();
    }

    /// How many questions no turn has begun with yet.
    public int waiting() {
        return waiting.size();
    }

    private List<Ask> next() {
        List<Ask> next = new ArrayList<>();
        while (next.size() < most && !waiting.isEmpty()) {
            next.add(waiting.remove());
        }
        return next;
    }

    /// When a turn of several fails, each has one of its own, so that only who is the cause hears of it.
    private void answer(List<Ask> asks) {
        try {
            List<A> answers = work.apply(asks.stream().map(it -> it.question).toList());
            for (int i = 0; i < asks.size(); i++) {
                A answer = answers.get(i);
                asks.get(i).answer = () -> answer;
            }
        } catch (RuntimeException e) {
            if (asks.size() > 1) {
                asks.forEach(it -> answer(List.of(it)));
                return;
            }
            asks.getFirst().answer = () -> {
                throw e;
            };
        } catch (Error e) {
            asks.forEach(it -> it.answer = () -> {
                throw e;
            });
        }
    }
}
