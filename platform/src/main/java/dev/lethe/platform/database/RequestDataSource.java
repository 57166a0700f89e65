package dev.lethe.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;

/// Gives public requests connections that break when the database says nothing for long. A time-out of statements
/// would not do: the driver asks the server to cancel them, and one that hangs does not hear. Where many wait already, it
/// gives none: whoever would come last would wait in vain.
///
/// The pool puts the connection's own time-out right again when it comes back.
final class RequestDataSource extends DelegatingDataSource {

    private static final String PUBLIC = "/v1/";

    private final SingletonSupplier<DatabaseProperties> properties;

    RequestDataSource(DataSource database, Supplier<DatabaseProperties> properties) {
        super(database);
        this.properties = SingletonSupplier.of(properties);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request)
                || !isShort(request.getRequest().getServletPath())) {
            return super.getConnection();
        }
        requireRoom();
        Connection connection = super.getConnection();
        limit(connection);
        return connection;
    }

    private void requireRoom() throws SQLException {
        if (isWrapperFor(HikariDataSource.class)) {
            HikariPoolMXBean pool = unwrap(HikariDataSource.class).getHikariPoolMXBean();
            if (pool != null && pool.getThreadsAwaitingConnection() >= properties.obtain().mostWaiting()) {
                throw new SQLTransientConnectionException("too many wait for a connection");
            }
        }
    }

    private boolean isShort(String path) {
        return path.startsWith(PUBLIC) && properties.obtain().longRequests().stream().noneMatch(path::startsWith);
    }

    private void limit(Connection connection) throws SQLException {
        try {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(properties.obtain().patience().toMillis()));
        } catch (SQLException broken) {
            connection.close();
            throw broken;
        }
    }
}
