package dev.lethe.account.deletion;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.platform.caller.Caller;
import dev.lethe.test.TestClock;

class DeletionRequestTest {

    /// Neither broker nor keyholders are there to be asked.
    @Test
    @SuppressWarnings("NullAway")
    void asksNobodyForWhoIsRefused() {
        var request = new DeletionRequest(null, null, null, null, null, null, null, null, null, null, new Refusing(),
                new TestClock());
        var caller = new Caller(UUID.randomUUID(), UUID.randomUUID(), Instant.now());

        assertThatThrownBy(() -> request.request(caller)).isInstanceOf(Refused.class);
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// Where the limits are looked at.
    private static final class Refusing implements TransactionOperations {
        @Override
        public <T extends @Nullable Object> T execute(TransactionCallback<T> action) throws TransactionException {
            throw new Refused();
        }
    }
}
