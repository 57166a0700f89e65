package dev.lethe.platform.deadletter;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Dead letters for tests of other packages.
public final class Letters {

    private Letters() {
    }

    public static DeadLetters of(JdbcClient jdbc, Predicate<UUID> isErased) {
        return new DeadLetters(jdbc, isErased);
    }

    /// As an operator does; answers how many were taken.
    public static int replayAll(DeadLetters letters, DeadLetterReplay replay, TransactionTemplate transaction) {
        return new DeadLetterReplays(letters, List.of(replay), transaction).replayAll();
    }
}
