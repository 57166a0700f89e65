package dev.lethe.account.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.test.postgres.PostgresServer;

class ReceiptMixingIT {

    private final JdbcClient jdbc = migrated();

    @Test
    void mixesManyInTransactionsOfSome() {
        jdbc.sql("""
                INSERT INTO receipt (receipt_id, document, issued_on)
                SELECT gen_random_uuid(), 'receipt ' || n, current_date - 2 FROM generate_series(1, 5001) n""")
                .update();
        var transactions = new AtomicInteger();
        TransactionOperations counted = TransactionOperations.withoutTransaction();

        new ReceiptMixing(new Erasures(jdbc), new Counting(counted, transactions), Clock.systemUTC()).mix();

        assertThat(transactions).hasValue(3);
        assertThat(jdbc.sql("SELECT count(*) FROM receipt WHERE issued_on IS NULL").query(Long.class).single())
                .isEqualTo(5001);
    }

    private static JdbcClient migrated() {
        var database = PostgresServer.shared().newDatabase();
        Flyway.configure().dataSource(database.url(), database.username(), database.password()).outOfOrder(true)
                .locations("classpath:db/ledger", "classpath:db/platform", "classpath:db/subject",
                        "classpath:db/migration")
                .load().migrate();
        return JdbcClient.create(database.dataSource());
    }

    private record Counting(TransactionOperations wrapped, AtomicInteger count) implements TransactionOperations {
        @Override
        public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
            count.incrementAndGet();
            return wrapped.execute(action);
        }
    }
}
