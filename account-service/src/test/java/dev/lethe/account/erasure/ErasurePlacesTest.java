package dev.lethe.account.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

/// Erasures begin as fast as they end; nothing that hangs stops them.
class ErasurePlacesTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();

    @Test
    void theNextWaitsUntilOneIsDone() {
        var places = new ErasurePlaces(1, LONG, LONG);
        places.take(first);

        var next = take(places, second);
        await().until(places::isAwaited);
        assertThat(next).isNotDone();
        places.leave(first);

        assertThat(next).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void oneThatHangsGivesItsPlaceBack() {
        var places = new ErasurePlaces(1, SHORT, LONG);
        places.take(first);

        assertThat(take(places, second)).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void whoeverWaitsTooLongBeginsWithoutAPlace() {
        var places = new ErasurePlaces(1, LONG, SHORT);
        places.take(first);

        assertThat(take(places, second)).succeedsWithin(Duration.ofSeconds(30));
        // it held none, so it gives none back
        places.leave(second);
        assertThat(places.free()).isZero();
    }

    @Test
    void aPlaceIsGivenBackOnce() {
        var places = new ErasurePlaces(2, LONG, LONG);
        places.take(first);
        places.leave(first);
        places.leave(first);
        places.leave(second);

        assertThat(places.free()).isEqualTo(2);
    }

    @Test
    void takingTheSameTwiceHoldsOnePlace() {
        var places = new ErasurePlaces(2, LONG, LONG);
        places.take(first);
        places.take(first);
        assertThat(places.free()).isOne();

        places.leave(first);
        assertThat(places.free()).isEqualTo(2);
    }

    @Test
    void tellsWhichHaveBegunAndHoldAPlace() {
        var places = new ErasurePlaces(2, LONG, LONG);
        places.take(first);
        places.take(second);
        places.begin(first);
        assertThat(places.begun()).containsExactly(first);

        places.leave(first);
        // the receipt came before the confirmation was through
        places.leave(second);
        places.begin(second);
        assertThat(places.begun()).isEmpty();
    }

    private static CompletableFuture<Void> take(ErasurePlaces places, UUID receipt) {
        return CompletableFuture.runAsync(() -> places.take(receipt), Thread::startVirtualThread);
    }
}
