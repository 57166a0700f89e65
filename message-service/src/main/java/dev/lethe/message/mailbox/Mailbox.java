package dev.lethe.message.mailbox;

import java.util.UUID;

/// A locked mailbox and its counters.
///
/// @param seq    the number of its last change
/// @param lastId the id of the last message that was sent into it
public record Mailbox(UUID owner, boolean erased, long seq, long lastId) {}
