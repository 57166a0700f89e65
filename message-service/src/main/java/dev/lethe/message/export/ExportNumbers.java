package dev.lethe.message.export;

import java.time.Instant;

import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.MessageId;

/// Our ids as numbers that every reader of JSON can hold: up to 2^53. They stay the same in every export, so that
/// what is imported twice is known.
final class ExportNumbers {
    private static final long BEGINNING = Instant.parse("2013-01-01T00:00:00Z").toEpochMilli();
    private static final int LOWER_BITS = 12;
    private static final int CHAT_BITS = 16;
    private static final long IN_MILLISECOND = (1L << 20) - 1;
    private static final long MOST_IN_MILLISECOND = (1L << LOWER_BITS) - 1;

    private ExportNumbers() {
    }

    /// Milliseconds since 2013 and what tells apart those of the same one, of which 4,096 can be told apart.
    static long of(MessageId id) {
        long milliseconds = Math.max(0, id.time().toEpochMilli() - BEGINNING);
        return (milliseconds << LOWER_BITS) | Math.min(id.value() & IN_MILLISECOND, MOST_IN_MILLISECOND);
    }

    /// The first 48 bits.
    static long of(ChatId chat) {
        return chat.value().getMostSignificantBits() >>> CHAT_BITS;
    }
}
