package dev.lethe.account.session;

/// What a refresh token turned out to be.
enum RefreshVerdict {
    /// The newest of its family.
    CURRENT,
    /// The one before, whose successor nobody has used: its answer was lost, or several asked at once.
    RETRY,
    /// Spent: somebody has a copy.
    REUSED,
    /// Unused for so long that the session ended.
    IDLE,
    /// Not of this session.
    STRANGE
}
