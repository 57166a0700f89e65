package dev.lethe.media.file;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

import dev.lethe.media.MediaProblems;
import dev.lethe.platform.problem.PlatformProblems;

/// How many uploads and downloads go on at once: of one account, so that nobody takes the places of all, and of this
/// replica, so that those who are slow never fill its memory.
@Component
class TransferPlaces {

    /// What one transfer holds at most: a segment plain and sealed, and the server's buffers.
    private static final long MEMORY = 256 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Map<UUID, Integer> uploads = new ConcurrentHashMap<>();
    private final Map<UUID, Integer> downloads = new ConcurrentHashMap<>();
    private final TransferProperties properties;
    private final Semaphore all;

    @Autowired
    TransferPlaces(TransferProperties properties) {
        this(properties, Runtime.getRuntime().maxMemory());
    }

    TransferPlaces(TransferProperties properties, long heap) {
        this.properties = properties;
        this.all = new Semaphore((int) Math.max(1, heap / 100 * properties.heapPercent() / MEMORY), true);
    }

    /// A place that is held until it is closed.
    interface Place extends AutoCloseable {

        @Override
        void close();
    }

    /// Takes a place for an upload.
    ///
    /// @throws dev.lethe.platform.problem.Problem 429 when the account has enough of them, 503 when this replica has
    Place forUpload(UUID account) {
        return take(uploads, account, properties.uploads());
    }

    /// Takes a place for a download.
    ///
    /// @throws dev.lethe.platform.problem.Problem 429 when the account has enough of them, 503 when this replica has
    Place forDownload(UUID account) {
        return take(downloads, account, properties.downloads());
    }

    private Place take(Map<UUID, Integer> taken, UUID account, int most) {
        if (taken.merge(account, 1, Integer::sum) > most) {
            leave(taken, account);
            throw MediaProblems.TOO_MANY_TRANSFERS.asProblem().with("limit", most).retryAfter(PAUSE);
        }
        if (!hasRoom()) {
            leave(taken, account);
            throw PlatformProblems.unavailable();
        }
        return () -> {
            all.release();
            leave(taken, account);
        };
    }

    private boolean hasRoom() {
        try {
            return all.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void leave(Map<UUID, Integer> taken, UUID account) {
        taken.computeIfPresent(account, (id, count) -> count == 1 ? null : count - 1);
    }
}
