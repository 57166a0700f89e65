package dev.lethe.platform.vault;

/// No key was ever made for the subject, as far as the keyholders can tell.
public final class KeyUnknownException extends RuntimeException {

    public KeyUnknownException(String message) {
        super(message);
    }
}
