package dev.lethe.test.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What tests may rely on, whichever form PostgreSQL has.
abstract class PostgresContract {
    abstract PostgresServer server();

    @Test
    void isPostgres18() throws SQLException {
        assertThat(show(server().newDatabase(), "server_version")).startsWith("18");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "synchronous_commit", "full_page_writes"})
    void commitsDurably(String setting) throws SQLException {
        assertThat(show(server().newDatabase(), setting)).isEqualTo("on");
    }

    @Test
    void keepsDatabasesApart() throws SQLException {
        var first = server().newDatabase();
        var second = server().newDatabase();

        run(first, "create table note (id bigint)");

        assertThatThrownBy(() -> run(second, "select * from note")).hasMessageContaining("does not exist");
    }

    @Test
    void refusesAWrongPassword() {
        var database = server().newDatabase();
        var intruder = new PostgresDatabase(database.url(), database.username(), "guess");

        assertThatThrownBy(intruder::connect).hasMessageContaining("password authentication failed");
    }

    private static void run(PostgresDatabase database, String sql) throws SQLException {
        try (var connection = database.connect(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String show(PostgresDatabase database, String setting) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("show " + setting)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
