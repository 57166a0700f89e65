package dev.lethe.message.transfer;

import java.util.UUID;

/// An import under way.
record ImportJob(UUID owner, UUID id) {}
