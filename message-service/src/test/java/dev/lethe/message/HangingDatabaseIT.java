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

import dev.lethe.message.telegram.TelegramSamples;

/// A database that does not answer, and a pool that has no connection left.
@TestPropertySource(properties = {"spring.datasource.hikari.maximum-pool-size=3",
    "spring.datasource.hikari.connection-timeout=1000", "lethe.database.patience=1s"})
class HangingDatabaseIT extends MessageServiceIT {
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
                    () -> assertThat(waiting(lock)).as("servers that work for nobody").isZero());
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

    private static int waiting(Connection connection) {
        try (var question = connection.createStatement();
                var answer = question.executeQuery("""
                        select count(*) from pg_stat_activity
                         where datname = current_database() and wait_event_type = 'Lock'
                        """)) {
            answer.next();
            return answer.getInt(1);
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
