package dev.lethe.test.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// One empty database on a test server.
///
/// @param url JDBC address
public record PostgresDatabase(String url, String username, String password) {
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, username, password);
    }

    /// Opens a new connection at each call.
    public DataSource dataSource() {
        return new DriverManagerDataSource(url, username, password);
    }
}
