package dev.lethe.events;

import java.util.List;
import java.util.UUID;

/// That there is something to read; what it is stands in the mailboxes only.
public sealed interface MailboxEvent extends Event {

    /// Keyed by any of the owners, kept five minutes.
    String TOPIC = "lethe.mailbox-advanced.v1";

    @Override
    default String topic() {
        return TOPIC;
    }

    /// Something happened in the mailboxes of these owners. Tells replicas to wake their live streams.
    ///
    /// @param ownerIds at least one
    record MailboxesChanged(List<UUID> ownerIds) implements MailboxEvent {
        @Override
        public UUID subject() {
            return ownerIds.getFirst();
        }
    }
}
