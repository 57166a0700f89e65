package dev.lethe.account;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Does the same thing many times at once.
public final class Parallel {

    private Parallel() {}

    public static <T> List<T> times(int times, Callable<T> act) {
        return all(Collections.nCopies(times, act));
    }

    /// Does something for each at once.
    public static <I, T> List<T> each(List<I> inputs, Function<I, T> act) {
        return all(inputs.stream().<Callable<T>>map(it -> () -> act.apply(it)).toList());
    }

    /// Does different things at once.
    public static <T> List<T> all(List<Callable<T>> acts) {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> act : acts) {
                running.add(threads.submit(() -> {
                    start.await();
                    return act.call();
                }));
            }
            start.countDown();
            List<T> done = new ArrayList<>();
            for (Future<T> one : running) {
                done.add(one.get());
            }
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
