package dev.lethe.message;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

import com.zaxxer.hikari.HikariDataSource;

import dev.lethe.message.telegram.TelegramSamples;

/// A database that does not answer, and a pool that has no connection left.
@TestPropertySource(properties = {"spring.datasource.hikari.maximum-pool-size=6",
    "spring.datasource.hikari.connection-timeout=1000", "lethe.database.patience=1s",
    "spring.datasource.hikari.data-source-properties.ApplicationName=" + HangingDatabaseIT.POOL})
class HangingDatabaseIT extends MessageServiceIT {
    static final String POOL = "hanging";

    private static final Duration BOUND = Duration.ofSeconds(5);

    private record Timed(Answer answer, Duration took) {}

    @Autowired
    private DataSource database;
    @Autowired
    private Environment environment;

    @Test
    @Tag("case-36")
    void refusesInTimeWhatFindsNoConnection() throws Exception {
        Person alice = someone();
        alice.sends(alice, "before");
        List<Connection> taken = new ArrayList<>();

        try {
            eventually(() -> assertThatThrownBy(() -> taken.add(database.getConnection()))
                    .isInstanceOf(SQLTransientConnectionException.class));
            isRefusedInTime(timed(() -> alice.get("/v1/chats")));
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }

        eventually(() -> assertThat(alice.textsWith(alice.id)).containsExactly("before"));
    }

    @Test
    @Tag("case-36")
    void refusesInTimeWhatTheDatabaseDoesNotAnswer() throws Exception {
        Person alice = someone();
        alice.sends(alice, "before");

        try (Connection lock = locked("chat")) {
            for (String path : List.of("/v1/chats", "/v1/search?q=before", "/v1/chats/" + alice.id + "/messages")) {
                isRefusedInTime(timed(() -> alice.get(path)));
            }
            eventually(Duration.ofSeconds(10),
                    () -> assertThat(waiting(lock)).as("servers that wait, of them some for nobody")
                            .hasSizeLessThanOrEqualTo(inUse()));
        }

        eventually(() -> assertThat(alice.textsWith(alice.id)).containsExactly("before"));
    }

    @Test
    void leavesAnImportTheTimeThatItsBatchesTake() throws Exception {
        Person alice = someone();
        alice.sends(alice, "before");
        CompletableFuture<Timed> imported;

        try (Connection _ = locked("import_chat")) {
            imported = CompletableFuture
                    .supplyAsync(() -> timed(() -> alice.post("/v1/imports", TelegramSamples.singleChat())));
            Instant later = Instant.now().plus(BOUND);
            eventually(() -> assertThat(Instant.now()).isAfter(later));
        }

        assertThat(imported.join().answer().status()).isEqualTo(201);
        assertThat(imported.join().took()).isGreaterThan(BOUND.minusSeconds(1));
    }

    private static void isRefusedInTime(Timed timed) {
        assertThat(timed.answer().status()).as(timed.answer().json().toString()).isEqualTo(503);
        assertThat(timed.answer().retryAfter()).isNotNull();
        assertThat(timed.took()).isLessThan(BOUND);
    }

    private static Timed timed(Supplier<Answer> asking) {
        Instant begun = Instant.now();
        Answer answer = asking.get();
        return new Timed(answer, Duration.between(begun, Instant.now()));
    }

    // Jobs use connections, too, and wait for the lock with a right to.
    private int inUse() {
        try {
            return database.unwrap(HikariDataSource.class).getHikariPoolMXBean().getActiveConnections();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> waiting(Connection connection) {
        List<String> statements = new ArrayList<>();
        try (var question = connection.createStatement();
                var answer = question.executeQuery("""
                        select query from pg_stat_activity
                         where application_name = '%s' and wait_event_type = 'Lock'
                        """.formatted(POOL))) {
            while (answer.next()) {
                statements.add(answer.getString(1));
            }
            return statements;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    // Not of the pool, which has only a few.
    private Connection locked(String table) throws SQLException {
        Connection connection = DriverManager.getConnection(
                environment.getRequiredProperty("spring.datasource.url"),
                environment.getRequiredProperty("spring.datasource.username"),
                environment.getRequiredProperty("spring.datasource.password"));
        connection.setAutoCommit(false);
        try (var lock = connection.createStatement()) {
            lock.execute("lock table " + table + " in access exclusive mode");
        }
        return connection;
    }
}
