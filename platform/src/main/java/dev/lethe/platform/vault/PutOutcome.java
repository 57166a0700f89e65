package dev.lethe.platform.vault;

/// What became of a put. Puts insert only: nothing that a keyholder has is ever replaced.
public enum PutOutcome {
    /// Stored now, or stored before with exactly this content.
    STORED,
    /// The subject has another key here, or was destroyed.
    REFUSED
}
