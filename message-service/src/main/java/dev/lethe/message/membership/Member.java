package dev.lethe.message.membership;

import java.util.UUID;

/// Somebody who is in a group.
///
/// @param fromId the message with which it began
public record Member(UUID account, GroupRole role, long fromId) {}
