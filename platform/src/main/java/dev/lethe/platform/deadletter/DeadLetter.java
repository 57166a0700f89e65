package dev.lethe.platform.deadletter;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// One record that could not be taken, or not be published.
///
/// @param partition [#UNPUBLISHED] when it never reached its topic
/// @param position its offset, or its place in the outbox
/// @param account whose it is; null when that cannot be told
/// @param eventId the same at every delivery; null when the record did not tell
/// @param source the service that published it, empty when the record did not tell
/// @param recordedAt when it was recorded there; null when the record did not tell
public record DeadLetter(String topic, int partition, long position, @Nullable UUID account, String type,
        byte[] payload, @Nullable UUID eventId, String source, @Nullable Instant recordedAt) {

    /// The partition of what never left the outbox.
    public static final int UNPUBLISHED = -1;

    @Override
    public String toString() {
        return "DeadLetter[" + topic + "-" + partition + "@" + position + "]";
    }
}
