package dev.lethe.platform.caller;

import java.time.Instant;
import java.util.UUID;

/// The account and session on whose behalf a request is made. Controllers take it as an argument.
///
/// @param sessionStartedAt when the session signed in; what young sessions may do depends on it
public record Caller(UUID accountId, UUID sessionId, Instant sessionStartedAt) {}
