package dev.lethe.message.transfer;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

import dev.lethe.message.mailbox.MessageId;
import dev.lethe.platform.vault.SubjectKey;

/// The ids that imported messages have. Exports know seconds only, so the place within the second comes from the number of the
/// message: sixteen places for each, as other chats may have the same. The upper half of the second is taken, where ids
/// given by the clock are rare.
final class Places {
    /// How many messages of one second and number stand side by side.
    static final int SLOTS = 16;
    // Numbers go round; a message whose number comes before its predecessor's stands in the next lap, so that both keep their order.
    private static final int NUMBERS = 1 << 22;
    private static final long LAP = (long) NUMBERS * SLOTS;
    private static final int LAPS = 6;
    private static final long WITHIN_SECOND = 1L << 29;
    private static final long BEHIND_LAPS = WITHIN_SECOND + LAPS * LAP;
    private static final long SECOND = MessageId.earliestAt(Instant.ofEpochSecond(1)).value();
    private static final long REST = SECOND - BEHIND_LAPS;

    private Places() {
    }

    static long second(Instant at) {
        return MessageId.earliestAt(at).value();
    }

    /// Where the places of a number begin in a second.
    ///
    /// @param follows whether the message before was of the same second
    static List<Long> beginnings(long second, long number, boolean follows) {
        return LongStream.range(0, follows ? LAPS : 1)
                .mapToObj(lap -> second + WITHIN_SECOND + lap * LAP + numbered(number) * SLOTS)
                .toList();
    }

    /// What the number of a message is in all ids that it can have.
    static long numbered(long number) {
        return Math.floorMod(number, NUMBERS);
    }

    /// The same, read from the column `m.id`.
    static final String NUMBERED = "((m.id % " + SECOND + " - " + WITHIN_SECOND + ") % " + LAP + ") / " + SLOTS;

    /// A place behind all numbers that nobody can foresee: else an export full of messages of one date and number would be
    /// tried for each against all that came before.
    static long unforeseeable(SubjectKey key, UUID chat, long second, byte[] raw, int tries) {
        byte[] place = key.blindIndex("import-place", ByteBuffer.allocate(Long.BYTES * 2 + Integer.BYTES + raw.length)
                .putLong(chat.getMostSignificantBits())
                .putLong(chat.getLeastSignificantBits())
                .putInt(tries)
                .put(raw)
                .array());
        return second + BEHIND_LAPS + Long.remainderUnsigned(ByteBuffer.wrap(place).getLong(), REST);
    }
}
