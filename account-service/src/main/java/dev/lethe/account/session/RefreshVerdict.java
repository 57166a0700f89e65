package dev.lethe.account.session;

/// What a refresh token turned out to be.
enum RefreshVerdict {
    /// The newest of its family.
    CURRENT,
    /// The one before, shown once more because the answer was lost.
    RETRY,
    /// The one before, in a request that was already under way when it was exchanged.
    OVERTAKEN,
    /// Spent: somebody has a copy.
    REUSED,
    /// Unused for so long that the session ended.
    IDLE,
    /// Not of this session.
    STRANGE
}
