package dev.lethe.message.mailbox;

import java.time.Clock;
import java.time.Instant;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The slower of two clocks, the service's and the database's. One that runs ahead must not date what is sent today into the
/// future, where all that follows would have to go after it, nor forget what a retry needs.
@Component
public class SlowerClock {
    private final JdbcClient jdbc;
    private final Clock clock;

    SlowerClock(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Instant now() {
        return now(jdbc.sql("select clock_timestamp()").query((row, _) -> row.getTimestamp(1).toInstant()).single());
    }

    /// For who has just asked the database.
    public Instant now(Instant databaseTime) {
        Instant here = clock.instant();
        return here.isBefore(databaseTime) ? here : databaseTime;
    }
}
