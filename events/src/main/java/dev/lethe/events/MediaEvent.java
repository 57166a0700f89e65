package dev.lethe.events;

import java.util.List;
import java.util.UUID;

/// Who holds a file: messages that refer to it, by the mailbox they stand in.
public sealed interface MediaEvent extends Event {

    /// Keyed by file, kept seven days.
    String TOPIC = "lethe.media.v1";

    /// The file.
    UUID fileId();

    @Override
    default UUID subject() {
        return fileId();
    }

    @Override
    default String topic() {
        return TOPIC;
    }

    /// A message in a holder's mailbox that refers to the file.
    record Holding(UUID holderId, long messageId) {}

    /// The leases of these holdings became references: their messages are durable.
    record ReferencesConfirmed(UUID fileId, List<Holding> holdings) implements MediaEvent {}

    /// These messages are gone; the file's bytes go with the last holding.
    record ReferencesReleased(UUID fileId, List<Holding> holdings) implements MediaEvent {}
}
