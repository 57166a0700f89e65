package dev.lethe.account.forgotten;

import java.time.Instant;
import java.util.UUID;

/// A password that waits for its removal.
///
/// @param sessionId of the device that asked; the wait ends with it
/// @param removesAt by database time
record ForgottenPassword(UUID accountId, UUID id, UUID sessionId, Instant sessionStartedAt, Instant removesAt) {}
