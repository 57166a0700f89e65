package dev.lethe.message.mailbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The slower of two clocks, the service's and the database's. One that runs ahead must not date what is sent today into the
/// future, where all that follows would have to go after it, nor forget what a retry needs. One that shows a time before this
/// release is known to be behind, and is not asked.
@Component
public class SlowerClock {
    /// What two clocks show at once.
    ///
    /// @param later the end of time where both are known to be behind
    public record Moment(Instant earlier, Instant later) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Instant released;

    SlowerClock(JdbcClient jdbc, Clock clock, @Value("${lethe.service.released}") Instant released) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.released = released;
    }

    public Instant now() {
        return moment().earlier();
    }

    /// For who has just asked the database.
    public Instant now(Instant databaseTime) {
        return moment(databaseTime).earlier();
    }

    /// How far the clocks are apart.
    public Duration apart() {
        return Duration.between(clock.instant(), databaseTime()).abs();
    }

    public Moment moment() {
        return moment(databaseTime());
    }

    /// For who has just asked the database.
    public Moment moment(Instant databaseTime) {
        return moment(clock.instant(), databaseTime, released);
    }

    static Moment moment(Instant here, Instant there, Instant released) {
        Instant earlier = here.isBefore(there) ? here : there;
        Instant later = here.isBefore(there) ? there : here;
        if (later.isBefore(released)) {
            return new Moment(released, Instant.MAX);
        }
        return new Moment(earlier.isBefore(released) ? later : earlier, later);
    }

    private Instant databaseTime() {
        return jdbc.sql("select clock_timestamp()").query((row, _) -> row.getTimestamp(1).toInstant()).single();
    }
}
