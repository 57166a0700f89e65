package dev.lethe.contact.directory;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.contact.number.NumberHash;

/// What was done under a number lately, whichever accounts it had: leaving resets no limit.
@Repository
public class NumberUse {

    /// How long a number that joined is no news.
    private static final Duration WINDOW = Duration.ofDays(10);

    private final JdbcClient jdbc;
    private final Clock clock;

    NumberUse(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Counts contacts that an account added, under its number if that is known.
    ///
    /// @param at when
    @Transactional(propagation = Propagation.MANDATORY)
    public void addNewNumbers(UUID account, Instant at, int count) {
        jdbc.sql("""
                insert into number_use (number_index, hour, new_numbers, joined)
                select number_index, :hour, :count, false from directory where account_id = :account
                on conflict (number_index, hour) do update
                set new_numbers = number_use.new_numbers + excluded.new_numbers""").param("account", account)
                .param("hour", hour(at).atOffset(ZoneOffset.UTC)).param("count", count).update();
    }

    /// Notes that a number joined.
    ///
    /// @return whether that is news
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean join(NumberHash number) {
        var now = clock.instant();
        // registrations of one number follow one another
        jdbc.sql("select 1 from (select pg_advisory_xact_lock(:key)) as locked")
                .param("key", ByteBuffer.wrap(number.bytes()).getLong()).query(Integer.class).single();
        boolean isKnown = jdbc.sql("""
                select exists (select from number_use
                    where number_index = :number and joined and hour >= :earliest)""").param("number", number.bytes())
                .param("earliest", hour(now.minus(WINDOW)).atOffset(ZoneOffset.UTC)).query(Boolean.class).single();
        if (isKnown) {
            return false;
        }
        jdbc.sql("""
                insert into number_use (number_index, hour, new_numbers, joined) values (:number, :hour, 0, true)
                on conflict (number_index, hour) do update set joined = true""").param("number", number.bytes())
                .param("hour", hour(now).atOffset(ZoneOffset.UTC)).update();
        return true;
    }

    /// Drops what counts no more.
    ///
    /// @param earliest the first hour that others still count
    public void forget(Instant earliest) {
        var mine = hour(clock.instant().minus(WINDOW));
        jdbc.sql("delete from number_use where hour < :earliest")
                .param("earliest", (mine.isBefore(earliest) ? mine : earliest).atOffset(ZoneOffset.UTC)).update();
    }

    private static Instant hour(Instant moment) {
        return moment.truncatedTo(ChronoUnit.HOURS);
    }
}
