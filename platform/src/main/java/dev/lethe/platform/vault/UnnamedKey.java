package dev.lethe.platform.vault;

import java.time.Instant;
import java.util.UUID;

/// A key that no account was seen to name: its creator may have died before the commit.
public record UnnamedKey(UUID subject, UUID keyId, Instant createdAt) {}
