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
/// replica, so that those who are slow never fill its memory. Each have half of the places.
@Component
class TransferPlaces {

    /// What one transfer holds at most: a segment plain and sealed, and the server's buffers.
    private static final long MEMORY = 256 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /// Whatever is set, one account has no more than an eighth of the places, but can always do a little.
    private static final int PART = 8;
    private static final int FEW = 4;

    private final Direction uploads;
    private final Direction downloads;

    @Autowired
    TransferPlaces(TransferProperties properties) {
        this(properties, Runtime.getRuntime().maxMemory());
    }

    TransferPlaces(TransferProperties properties, long heap) {
        int places = (int) Math.max(1, heap / 100 * properties.heapPercent() / MEMORY / 2);
        this.uploads = new Direction(properties.uploads(), places);
        this.downloads = new Direction(properties.downloads(), places);
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
        return uploads.take(account);
    }

    /// Takes a place for a download.
    ///
    /// @throws dev.lethe.platform.problem.Problem 429 when the account has enough of them, 503 when this replica has
    Place forDownload(UUID account) {
        return downloads.take(account);
    }

    private static final class Direction {
        private final Map<UUID, Integer> taken = new ConcurrentHashMap<>();
        private final int most;
        private final Semaphore all;

        Direction(int most, int places) {
            this.most = Math.min(most, Math.max(FEW, places / PART));
            this.all = new Semaphore(places, true);
        }

        Place take(UUID account) {
            if (taken.merge(account, 1, Integer::sum) > most) {
                leave(account);
                throw MediaProblems.TOO_MANY_TRANSFERS.asProblem().with("limit", most).retryAfter(PAUSE);
            }
            if (!hasRoom()) {
                leave(account);
                throw PlatformProblems.unavailable();
            }
            return () -> {
                all.release();
                leave(account);
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

        private void leave(UUID account) {
            taken.computeIfPresent(account, (id, count) -> count == 1 ? null : count - 1);
        }
    }
}
