package dev.lethe.message.mailbox;

import java.util.Set;
import java.util.UUID;

/// Something happened in these mailboxes; published within the transaction, for those who wait for its commit.
public record MailboxesAdvanced(Set<UUID> owners) {}
