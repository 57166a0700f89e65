package dev.lethe.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutagesTest {

    /// A broken connection, a full disk, a shutdown, a deadlock, and a transaction that the database ended for its length.
    @ParameterizedTest
    @ValueSource(strings = {"08006", "53100", "57P01", "40P01", "25P04"})
    void knowsADatabaseThatDoesNotServeNow(String state) {
        assertThat(Outages.isOutage(new IllegalStateException(new SQLException("", state)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42601", "25P02", "25006"})
    void takesNoFaultOfOursForAnOutage(String state) {
        assertThat(Outages.isOutage(new IllegalStateException(new SQLException("", state)))).isFalse();
    }

    @Test
    void takesNothingElseForAnOutage() {
        assertThat(Outages.isOutage(new IllegalStateException())).isFalse();
    }
}
