package dev.lethe.message.mailbox;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// Orders the history of a chat; the same in all copies of a message. The upper bits are
/// milliseconds since 1970, the lower 20 tell apart what happened in the same one.
public record MessageId(long value) implements Comparable<MessageId> {
    private static final int LOWER_BITS = 20;

    public static MessageId earliestAt(Instant time) {
        return new MessageId(time.toEpochMilli() << LOWER_BITS);
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
