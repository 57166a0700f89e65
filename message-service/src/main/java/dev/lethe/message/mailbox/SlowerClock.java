package dev.lethe.message.mailbox;

import java.time.Clock;
import java.time.Instant;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The slower of two clocks, the service's and the database's. One that runs ahead must not date what is sent today into the
/// future, where all that follows would have to go after it, nor forget what a retry needs. And one that is behind must not
/// date it into the past.
@Component
public class SlowerClock {
    /// What two clocks show at once.
    ///
    /// @param later the end of time where both are known to be behind
    public record Moment(Instant earlier, Instant later) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    /// Both are behind when they show something that is known to be over.
    private final Instant over;

    SlowerClock(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.over = jdbc.sql("select max(installed_on) from flyway_schema_history")
                .query((row, _) -> row.getTimestamp(1).toInstant()).single();
    }

    public Instant now() {
        return moment().earlier();
    }

    /// For who has just asked the database.
    public Instant now(Instant databaseTime) {
        return moment(databaseTime).earlier();
    }

    Moment moment() {
        return moment(
                jdbc.sql("select clock_timestamp()").query((row, _) -> row.getTimestamp(1).toInstant()).single());
    }

    /// For who has just asked the database.
    public Moment moment(Instant databaseTime) {
        Instant here = clock.instant();
        Instant earlier = here.isBefore(databaseTime) ? here : databaseTime;
        Instant later = here.isBefore(databaseTime) ? databaseTime : here;
        return new Moment(earlier, later.isBefore(over) ? Instant.MAX : later);
    }
}
