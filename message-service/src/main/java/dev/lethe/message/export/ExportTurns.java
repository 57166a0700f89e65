package dev.lethe.message.export;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import org.springframework.stereotype.Component;

import dev.lethe.message.MessageProblems;
import dev.lethe.platform.problem.PlatformProblems;

/// What exports may take from everybody else: a few at once an account and in all, and of the database a connection or two,
/// each for as long as a page is read. None is held while a client reads.
@Component
class ExportTurns {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /// The right to one export.
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    private final Map<UUID, Integer> underWay = new ConcurrentHashMap<>();
    private final ExportProperties properties;
    private final Semaphore all;
    private final Semaphore readings;

    ExportTurns(ExportProperties properties) {
        this.properties = properties;
        this.all = new Semaphore(properties.perReplica());
        this.readings = new Semaphore(properties.reads(), true);
    }

    /// Begins an export.
    ///
    /// @throws dev.lethe.platform.problem.Problem 429 when the owner has too many under way, 503 when all together have
    Turn begin(UUID owner) {
        if (!all.tryAcquire()) {
            throw PlatformProblems.UNAVAILABLE.asProblem().retryAfter(PAUSE);
        }
        if (underWay.merge(owner, 1, Integer::sum) > properties.perAccount()) {
            end(owner);
            throw MessageProblems.TOO_MANY_EXPORTS.asProblem().retryAfter(PAUSE);
        }
        return () -> end(owner);
    }

    private void end(UUID owner) {
        underWay.computeIfPresent(owner, (_, count) -> count == 1 ? null : count - 1);
        all.release();
    }

    /// Reads from the database when it is this export's turn.
    <T> T read(Supplier<T> reading) {
        readings.acquireUninterruptibly();
        try {
            return reading.get();
        } finally {
            readings.release();
        }
    }
}
