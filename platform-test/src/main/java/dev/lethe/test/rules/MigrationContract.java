package dev.lethe.test.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import com.zaxxer.hikari.HikariDataSource;

import dev.lethe.platform.migration.Migration;
import dev.lethe.test.postgres.PostgresDatabase;
import dev.lethe.test.postgres.PostgresServer;

/// A service's database is migrated by the other program of its jar, as the service itself would do it.
public abstract class MigrationContract {

    private static final int AT_ONCE = 3;

    private final PostgresDatabase database = PostgresServer.shared().newDatabase();

    /// A table that the service cannot do without.
    protected abstract String table();

    @Test
    void bringsAnEmptyDatabaseToTheFormOfTheRelease() {
        migrate();

        assertThat(migrations()).isPositive();
        assertThat(exists(table())).isTrue();
    }

    @Test
    void findsNothingToDoTheSecondTime() {
        migrate();
        var first = migrations();
        migrate();

        assertThat(migrations()).isEqualTo(first);
    }

    @Test
    void takesAsLongAsATableNeeds() {
        try (var context = Migration.migrate(arguments())) {
            var jdbc = JdbcClient.create(context.getBean(HikariDataSource.class));

            assertThat(jdbc.sql("show transaction_timeout").query(String.class).single()).isEqualTo("0");
            assertThat(context.getBean(HikariDataSource.class).getDataSourceProperties())
                    .containsEntry("socketTimeout", "0");
        }
    }

    @Test
    void waitsForThoseThatBeganBefore() throws InterruptedException, ExecutionException {
        try (var replicas = Executors.newFixedThreadPool(AT_ONCE)) {
            var all = Collections.nCopies(AT_ONCE, Executors.callable(this::migrate));
            for (var each : replicas.invokeAll(all)) {
                each.get();
            }
        }

        assertThat(exists(table())).isTrue();
        assertThat(failures()).isZero();
    }

    @Test
    void failsWhereItCannotMigrate() {
        JdbcClient.create(database.dataSource()).sql("create table %s (taken int)".formatted(table())).update();

        assertThatThrownBy(() -> migrate()).isNotNull();
    }

    private void migrate() {
        Migration.main(arguments());
    }

    private String[] arguments() {
        return new String[] {"--spring.datasource.url=" + database.url(),
            "--spring.datasource.username=" + database.username(),
            "--spring.datasource.password=" + database.password(),
            "--lethe.keyholder.name=keyholder-1"};
    }

    private long migrations() {
        return count("select count(*) from flyway_schema_history where success");
    }

    private long failures() {
        return count("select count(*) from flyway_schema_history where not success");
    }

    private boolean exists(String name) {
        return count("select count(*) from pg_class where relname = '" + name + "'") == 1;
    }

    private long count(String query) {
        return JdbcClient.create(database.dataSource()).sql(query).query(Long.class).single();
    }
}
