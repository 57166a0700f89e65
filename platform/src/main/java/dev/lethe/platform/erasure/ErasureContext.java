package dev.lethe.platform.erasure;

import java.time.Instant;
import java.util.UUID;

/// The erasure a step works for.
///
/// @param forEveryone whether the account's messages go from others' histories too, within their right
/// @param erasedAt T0
public record ErasureContext(UUID subject, boolean forEveryone, Instant erasedAt) {}
