package dev.lethe.message.transfer;

import java.time.Instant;
import java.util.stream.Stream;

import dev.lethe.message.history.MessageBody;
import dev.lethe.message.history.MessageBody.ImportedDetails;
import dev.lethe.message.mailbox.MessageId;

/// A message in an export.
///
/// @param number its id there; orders messages of the same second
/// @param date   in whole seconds
record ExportedMessage(long number, Instant date, String text, ImportedDetails details) {
    // Exports know seconds only, so a message's place within its second comes from its number. The upper half
    // of the second is taken, where ids given by the clock are rare.
    private static final long WITHIN_SECOND = 1L << 29;
    private static final long NUMBERS = 1L << 28;

    /// The id that it has in any mailbox, unless another message is there.
    MessageId firstId() {
        return new MessageId(
                MessageId.earliestAt(date).value() + WITHIN_SECOND + Math.floorMod(number, NUMBERS));
    }

    /// About how much of the memory it takes.
    int characters() {
        return text.length() + Stream
                .of(details.sourceId(), details.type(), details.from(), details.fromId(), details.forwardedFrom(),
                        details.replyToId(), details.media(), details.action())
                .mapToInt(value -> value == null ? 0 : value.length())
                .sum();
    }

    MessageBody body() {
        return new MessageBody(text.isEmpty() ? null : text, null, null, details, null);
    }

    @Override
    public String toString() {
        return "ExportedMessage[redacted]";
    }
}
