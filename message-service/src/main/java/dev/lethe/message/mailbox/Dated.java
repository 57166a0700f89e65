package dev.lethe.message.mailbox;

import java.time.Duration;
import java.time.Instant;

import dev.lethe.message.mailbox.SlowerClock.Moment;

/// An id and by how much it is ahead of the time at which it was given. An id follows the last one of each mailbox that it goes
/// into; where some clock was wrong once, that is far ahead, and then the id alone dates nothing.
///
/// @param ahead in milliseconds; 0 up to a minute, for by so much clocks differ, and times are to follow the ids
public record Dated(MessageId id, long ahead) {
    /// When a message `m` was sent, as the first id of that millisecond; no index knows it.
    public static final String TIME = "m.id - (coalesce(m.ahead, 0) << 20)";

    private static final Duration NOTED = Duration.ofMinutes(1);

    /// What is sent at a moment under an id that was chosen. By the later clock: one that is behind makes no id seem ahead.
    public static Dated of(MessageId id, Moment now) {
        Instant time = id.time();
        return time.minus(NOTED).isAfter(now.later()) ? new Dated(id, Duration.between(now.later(), time).toMillis())
                : new Dated(id, 0);
    }

    /// What is sent at a moment into a mailbox whose last message has the given id.
    public static Dated following(long last, Moment now) {
        return of(new MessageId(Math.max(MessageId.earliestAt(now.earlier()).value(), last + 1)), now);
    }

    /// When it was sent.
    public Instant at() {
        return id.time().minusMillis(ahead);
    }
}
