package dev.lethe.message.mailbox;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// Orders the history of a chat; the same in all copies of a message. The upper bits are
/// milliseconds since 1970, the lower 20 tell apart what happened in the same one.
public record MessageId(long value) implements Comparable<MessageId> {
    private static final int LOWER_BITS = 20;
    private static final long LATEST = Long.MAX_VALUE >> LOWER_BITS;

    /// The first id of a millisecond; times before 1970 or after 2248, which ids cannot hold, count as those.
    public static MessageId earliestAt(Instant time) {
        long seconds = Math.clamp(time.getEpochSecond(), 0, LATEST / 1_000);
        long millis = seconds * 1_000 + (seconds == time.getEpochSecond() ? time.getNano() / 1_000_000 : 0);
        return new MessageId(Math.min(millis, LATEST) << LOWER_BITS);
    }

    public MessageId next() {
        return new MessageId(Math.min(value, Long.MAX_VALUE - 1) + 1);
    }

    /// Reads an id as it stands in JSON; null when it is none.
    public static @Nullable MessageId parse(String text) {
        if (!text.matches("[0-9]{1,19}")) {
            return null;
        }
        try {
            return new MessageId(Long.parseLong(text));
        } catch (NumberFormatException _) {
            return null;
        }
    }

    public Instant time() {
        return Instant.ofEpochMilli(value >> LOWER_BITS);
    }

    @Override
    public int compareTo(MessageId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
