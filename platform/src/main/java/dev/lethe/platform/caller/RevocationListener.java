package dev.lethe.platform.caller;

import java.util.UUID;

/// Drops what it holds of a session or subject the moment it is revoked.
public interface RevocationListener {

    /// The session ended.
    default void sessionEnded(UUID sessionId) {
    }

    /// The account was erased.
    default void subjectErased(UUID subject) {
    }

    /// Revocations are not heard any more: nothing cached may be trusted.
    default void silence() {
    }
}
