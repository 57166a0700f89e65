package dev.lethe.message.search;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.platform.problem.FailureText;

/// Keeps the search index fast and forgetful. What a send adds waits in a short list that every search reads,
/// so it is emptied often; and the index keeps the words of deleted messages until it is written anew.
///
/// The database role must own the table, as the role that runs the migrations does.
@Component
class SearchIndexUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(SearchIndexUpkeep.class);
    private static final long FLUSHING = 0x7365617263681L;
    private static final long REBUILDING = 0x7365617263682L;

    private final DataSource database;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SearchProperties properties;
    private final Clock clock;

    SearchIndexUpkeep(DataSource database, JdbcClient jdbc, TransactionTemplate transaction,
            SearchProperties properties, Clock clock) {
        this.database = database;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void flush() {
        try {
            transaction.executeWithoutResult(_ -> SearchPartitions.flush(jdbc, FLUSHING));
        } catch (DataAccessException e) {
            LOG.debug("search index not flushed: {}", FailureText.of(e));
        }
    }

    /// Rebuilds what is due, one part after the other, in one replica at a time.
    @Scheduled(fixedDelayString = "PT1M")
    void rebuildDue() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(true);
            JdbcClient session = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            if (ask(session, "select pg_try_advisory_lock(" + REBUILDING + ")")) {
                try {
                    withoutTimeouts(connection, session);
                } finally {
                    ask(session, "select pg_advisory_unlock(" + REBUILDING + ")");
                }
            }
        }
    }

    // A large part takes longer than any transaction or answer may take; the pool puts the latter right again.
    private void withoutTimeouts(Connection connection, JdbcClient session) throws SQLException {
        String timeout = session.sql("show transaction_timeout").query(String.class).single();
        connection.setNetworkTimeout(Runnable::run, 0);
        session.sql("set transaction_timeout = 0").update();
        try {
            rebuildDue(new SearchPartitions(session));
        } finally {
            session.sql("set transaction_timeout = '" + timeout + "'").update();
        }
    }

    private void rebuildDue(SearchPartitions partitions) {
        partitions.dropBroken();
        partitions.look(clock.instant());
        partitions.dirtySince(clock.instant().minus(properties.rebuildAfter()))
                .forEach(partition -> attempt(partitions, partition));
    }

    /// One that fails is tried again at the next run, and holds up no other. What it has left goes first, for the disk may be
    /// full.
    private void attempt(SearchPartitions partitions, String partition) {
        try {
            partitions.rebuild(partition, clock.instant());
        } catch (DataAccessException e) {
            LOG.warn("search index of {} not rebuilt: {}", partition, e.getClass().getSimpleName());
            partitions.dropBroken();
        }
    }

    private static boolean ask(JdbcClient session, String question) {
        return session.sql(question).query(Boolean.class).single();
    }
}
