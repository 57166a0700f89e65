package dev.lethe.account.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import dev.lethe.test.Eventually;

class ErasureProgressTest {

    private final AtomicInteger begun = new AtomicInteger();
    @SuppressWarnings("NullAway")
    private final ErasureProgress progress = new ErasureProgress(null, null, null, null, null, null, new Failing(),
            new ErasurePlaces());

    @BeforeEach
    void begin() {
        TransactionSynchronizationManager.initSynchronization();
    }

    @AfterEach
    void end() {
        TransactionSynchronizationManager.clearSynchronization();
    }

    @Test
    void movesOnWhatAnErrorStopped() {
        UUID erasure = UUID.randomUUID();
        progress.wakeAfterCommit(erasure);
        commit();
        Eventually.eventually(() -> assertThat(begun).hasValue(1));

        Eventually.eventually(() -> {
            commit();
            assertThat(begun).hasValueGreaterThan(2);
        });
    }

    private static void commit() {
        TransactionSynchronizationManager.getSynchronizations().forEach(it -> it.afterCommit());
    }

    private final class Failing extends Turns {
        @Override
        <T> T take(Supplier<T> work) {
            begun.incrementAndGet();
            throw new StackOverflowError();
        }
    }
}
