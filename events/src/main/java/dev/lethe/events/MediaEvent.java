package dev.lethe.events;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

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
    record ReferencesConfirmed(UUID fileId, List<Holding> holdings) implements MediaEvent {
        @Override
        public Map<UUID, Event> byAccount() {
            return MediaEvent.byHolder(holdings, some -> new ReferencesConfirmed(fileId, some));
        }
    }

    /// These messages are gone; the file's bytes go with the last holding.
    record ReferencesReleased(UUID fileId, List<Holding> holdings) implements MediaEvent {
        @Override
        public Map<UUID, Event> byAccount() {
            return MediaEvent.byHolder(holdings, some -> new ReferencesReleased(fileId, some));
        }
    }

    private static Map<UUID, Event> byHolder(List<Holding> holdings, Function<List<Holding>, Event> part) {
        return holdings.stream().collect(Collectors.groupingBy(Holding::holderId,
                Collectors.collectingAndThen(Collectors.toList(), part)));
    }
}
