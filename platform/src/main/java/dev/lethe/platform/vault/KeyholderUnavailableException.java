package dev.lethe.platform.vault;

/// One keyholder gave no usable answer: down, too slow, or not serving yet.
public class KeyholderUnavailableException extends RuntimeException {

    public KeyholderUnavailableException(String message) {
        super(message);
    }

    public KeyholderUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
