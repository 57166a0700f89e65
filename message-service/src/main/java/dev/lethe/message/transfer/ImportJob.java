package dev.lethe.message.transfer;

import java.util.UUID;

/// An import under way.
///
/// @param attempt   which of its uploads this is; an earlier one has no say any more
/// @param resumable whether it waits for its content again when an upload breaks off
record ImportJob(UUID owner, UUID id, int attempt, boolean resumable) {}
