package dev.lethe.test.postgres;

import java.sql.SQLException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// Creates databases through the server's own `postgres` database.
final class DatabaseCreation {
    private DatabaseCreation() {}

    static PostgresDatabase create(String serverUrl, String username, String password) {
        var name = "test_" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        var entrance = new PostgresDatabase(serverUrl + "postgres", username, password);
        try (var connection = entrance.connect(); var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException failure) {
            throw new IllegalStateException("no database could be created at " + serverUrl, failure);
        }
        return new PostgresDatabase(serverUrl + name, username, password);
    }
}
