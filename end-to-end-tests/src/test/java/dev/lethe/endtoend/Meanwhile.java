package dev.lethe.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lethe.test.Eventually.Claim;

/// Acts that go on again and again while a story does something else; one that fails stops, and fails the story at
/// the end.
final class Meanwhile implements AutoCloseable {

    /// Long enough to stay within what an account may ask in a minute.
    private static final int PAUSE_MILLIS = 20;
    private static final int AT_ONCE = 4;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(AT_ONCE);
    private final List<Future<?>> acts = new ArrayList<>();

    /// Begins an act.
    ///
    /// @return how often it was done
    AtomicInteger again(Claim act) {
        AtomicInteger done = new AtomicInteger();
        acts.add(threads.scheduleWithFixedDelay(() -> {
            run(act);
            done.incrementAndGet();
        }, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        return done;
    }

    private static void run(Claim act) {
        try {
            act.check();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        threads.close();
        acts.stream().filter(act -> act.state() == Future.State.FAILED).map(Future::exceptionNow).forEach(failure -> {
            throw new AssertionError("meanwhile: " + failure.getMessage(), failure);
        });
    }
}
