package dev.lethe.launcher.suite;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/// Records how the programs start while a person already uses the suite, who then waits for it neither at the start nor
/// at the end. What records runs behind all others, and what has not ended in time is recorded another time.
final class BackgroundTraining implements AutoCloseable {

    /// The machine is another's meanwhile: a port may be taken, or a program may hang at its end.
    private static final int TRIES = 3;
    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    private final SuiteOptions options;
    private final AtomicReference<@Nullable Suite> recording = new AtomicReference<>();
    private final Thread thread = Thread.ofPlatform().daemon().name("training").unstarted(this::record);
    private volatile boolean ends;

    private BackgroundTraining(SuiteOptions options) {
        this.options = options;
    }

    /// Looks in a thread of its own what is to be recorded, since no failure of that may cost the suite that runs.
    static BackgroundTraining beside(SuiteOptions options) {
        var training = new BackgroundTraining(options);
        training.thread.start();
        return training;
    }

    private void record() {
        for (var tries = 1; tries <= TRIES && !ends; tries++) {
            try {
                if (!Training.isMissing(options) || !Machine.of(options.distribution().cache()).hasRoomForTwo()) {
                    return;
                }
                Training.recordMissingBehind(options.with(Progress.silent()), this::remember);
                if (!ends && !Training.isMissing(options)) {
                    options.progress()
                            .note("Recorded in the background how the programs start; later starts are faster.");
                }
            } catch (InterruptedException _) {
                return;
            } catch (IOException | RuntimeException e) {
                if (!ends) {
                    options.progress().note("How the programs start could not be recorded: " + e.getMessage());
                }
            }
        }
    }

    private void remember(Suite suite) {
        recording.set(suite);
        if (ends) {
            suite.discard();
        }
    }

    /// Ends what has not ended; half a record is thrown away.
    @Override
    public void close() {
        ends = true;
        var suite = recording.get();
        if (suite != null) {
            suite.discard();
        }
        thread.interrupt();
        try {
            thread.join(LONGEST_END);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
