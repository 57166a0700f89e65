package dev.lethe.platform.problem;

import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// Tells a store, broker, keyholder or sibling that is away from a fault of our own.
public final class Outages {

    /// Matched by name, for not every service has these on its class path.
    private static final Set<String> NAMES = Set.of("KeyUnreachableException", "CannotCreateTransactionException",
            "CannotGetJdbcConnectionException", "DataAccessResourceFailureException", "QueryTimeoutException",
            "TransactionTimedOutException", "JpaSystemException", "ResourceAccessException",
            "TransientDataAccessResourceException",
            "JDBCConnectionException", "RecoverableDataAccessException", "CannotAcquireLockException",
            "PessimisticLockingFailureException",
            "TransactionSystemException", "HttpServerErrorException$ServiceUnavailable");

    /// SQLSTATE classes: connection, insufficient resources, operator intervention, serialization and deadlock.
    private static final Set<String> STATES = Set.of("08", "53", "57", "40", "58");

    /// A transaction that took longer than the database allows, as one does that waits for another's locks. The rest of
    /// its class are faults of ours.
    private static final String TRANSACTION_TIMEOUT = "25P04";

    private Outages() {
    }

    /// Whether the failure, or a cause of it, is somebody else being away.
    public static boolean isOutage(Throwable failure) {
        return causes(failure).anyMatch(Outages::isAway);
    }

    static String kind(Throwable failure) {
        return causes(failure).filter(Outages::isAway).findFirst().map(t -> t.getClass().getSimpleName())
                .orElse("outage");
    }

    private static boolean isAway(Throwable cause) {
        if (cause instanceof SQLException sql) {
            return sql instanceof SQLTransientException || isTransient(sql.getSQLState());
        }
        if (cause instanceof ConnectException) {
            return true;
        }
        String name = cause.getClass().getName();
        return NAMES.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static boolean isTransient(@Nullable String state) {
        return state != null && state.length() == 5
                && (STATES.contains(state.substring(0, 2)) || state.equals(TRANSACTION_TIMEOUT));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, java.util.Objects::nonNull, Throwable::getCause).limit(20);
    }
}
