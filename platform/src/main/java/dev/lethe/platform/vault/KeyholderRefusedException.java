package dev.lethe.platform.vault;

/// A keyholder answers, and does not do what it is asked. Something else it may do.
public final class KeyholderRefusedException extends KeyholderUnavailableException {

    private static final long serialVersionUID = 1L;

    public KeyholderRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
