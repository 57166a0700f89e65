package dev.lethe.account.deletion;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import dev.lethe.platform.caller.ServingGate;

class ScheduledDeletionsTest {

    private record Gate(boolean isOpen) implements ServingGate {

        @Override
        public String name() {
            return "test";
        }
    }

    @Test
    @Tag("case-74")
    void looksForNothingToExecuteBeforeEveryGateIsOpen() {
        assertThatCode(deletions(new Gate(true), new Gate(false))::executeDue).doesNotThrowAnyException();
        assertThatThrownBy(deletions(new Gate(true), new Gate(true))::executeDue)
                .isInstanceOf(DataAccessException.class);
    }

    /// Over a database that cannot be asked.
    @SuppressWarnings("NullAway")
    private static ScheduledDeletions deletions(ServingGate... gates) {
        var nowhere = new Deletions(JdbcClient.create(new DriverManagerDataSource("jdbc:none")));
        return new ScheduledDeletions(nowhere, null, null, null, List.of(gates), null, Clock.systemUTC());
    }
}
