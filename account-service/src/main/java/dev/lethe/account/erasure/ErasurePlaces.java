package dev.lethe.account.erasure;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// How many deletions that people confirm are carried out at once. More would only slow each other down, and whoever waits
/// before the account's end loses nothing, while from that moment on keys and copies have their bounds.
@Component
public class ErasurePlaces {

    private static final class Place {

        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private volatile boolean begun;
    }

    private static final int PLACES = 16;
    /// Whatever holds one erasure up holds up the next ones no longer.
    private static final Duration HELD = Duration.ofSeconds(5);
    /// Then it begins without a place, for nobody is refused.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Semaphore places;
    private final Duration held;
    private final Duration patience;
    private final ConcurrentHashMap<UUID, Place> taken = new ConcurrentHashMap<>();

    @Autowired
    ErasurePlaces() {
        this(PLACES, HELD, PATIENCE);
    }

    ErasurePlaces(int places, Duration held, Duration patience) {
        this.places = new Semaphore(places, true);
        this.held = held;
        this.patience = patience;
    }

    /// Waits for a place for the erasure with this receipt. It is free again when the receipt is issued, or somewhat later.
    public void take(UUID receipt) {
        if (!acquire()) {
            return;
        }
        var place = new Place();
        var _ = place.end.whenComplete((_, _) -> {
            taken.remove(receipt, place);
            places.release();
        });
        Place before = taken.put(receipt, place);
        if (before != null) {
            before.end.complete(null);
        }
        var _ = place.end.completeOnTimeout(null, held.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// The erasure has begun, on whichever replica it ends.
    public void begin(UUID receipt) {
        Place place = taken.get(receipt);
        if (place != null) {
            place.begun = true;
        }
    }

    /// Receipts of erasures that began in their places here.
    Set<UUID> begun() {
        return taken.entrySet().stream().filter(it -> it.getValue().begun).map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Gives back the place of an erasure that is done, or that did not begin.
    public void leave(UUID receipt) {
        Place place = taken.get(receipt);
        if (place != null) {
            place.end.complete(null);
        }
    }

    int free() {
        return places.availablePermits();
    }

    boolean isAwaited() { return places.hasQueuedThreads(); }

    private boolean acquire() {
        try {
            return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
