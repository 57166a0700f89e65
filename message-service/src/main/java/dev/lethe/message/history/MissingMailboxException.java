package dev.lethe.message.history;

/// An account has no mailbox yet; it is made outside of the append, which then runs again.
public final class MissingMailboxException extends RuntimeException {
    MissingMailboxException() {
        super(null, null, false, false);
    }
}
