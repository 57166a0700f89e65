package dev.lethe.platform.database;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import com.zaxxer.hikari.HikariDataSource;

import dev.lethe.test.postgres.PostgresServer;

class RequestDataSourceIT {

    private final HikariDataSource pool = pool();
    private final RequestDataSource database = new RequestDataSource(pool,
            () -> new DatabaseProperties(Duration.ofSeconds(3), 1, List.of("/v1/long")));

    @AfterEach
    void ends() {
        RequestContextHolder.resetRequestAttributes();
        pool.close();
    }

    @Test
    void refusesPublicRequestsAtOnceWhereManyWait() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> first;
            Future<Boolean> importing;
            Future<Boolean> job;
            try (Connection only = database.getConnection()) {
                assertThat(only.isValid(1)).isTrue();
                first = threads.submit(during("/v1/chats"));
                eventually(() -> assertThat(waiting()).isEqualTo(1));

                assertThatThrownBy(during("/v1/chats")::call).isInstanceOf(SQLTransientConnectionException.class)
                        .hasMessageContaining("too many");

                importing = threads.submit(during("/v1/long"));
                job = threads.submit(during("/internal/ledger"));
                eventually(() -> assertThat(waiting()).isEqualTo(3));
            }

            assertThat(first.get()).isTrue();
            assertThat(importing.get()).isTrue();
            assertThat(job.get()).isTrue();
        }
    }

    @Test
    void limitsTheSilenceOfTheDatabaseForShortPublicRequestsOnly() throws Exception {
        assertThat(patience("/v1/chats")).isEqualTo(3_000);
        assertThat(patience("/v1/long/one")).isZero();
        assertThat(patience("/internal/ledger")).isZero();
        RequestContextHolder.resetRequestAttributes();
        try (Connection connection = database.getConnection()) {
            assertThat(connection.getNetworkTimeout()).isZero();
        }
    }

    private int patience(String path) throws SQLException {
        isAsked(path);
        try (Connection connection = database.getConnection()) {
            return connection.getNetworkTimeout();
        }
    }

    private Callable<Boolean> during(String path) {
        return () -> {
            isAsked(path);
            try (Connection connection = database.getConnection()) {
                return connection.isValid(1);
            } finally {
                RequestContextHolder.resetRequestAttributes();
            }
        };
    }

    private static void isAsked(String path) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    }

    private int waiting() {
        return pool.getHikariPoolMXBean().getThreadsAwaitingConnection();
    }

    private static HikariDataSource pool() {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(PostgresServer.shared().newDatabase().dataSource());
        pool.setMaximumPoolSize(1);
        return pool;
    }
}
