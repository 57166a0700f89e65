package dev.lethe.platform.vault;

/// The subject's key was destroyed; nothing sealed under it opens again.
public final class KeyDestroyedException extends RuntimeException {

    public KeyDestroyedException(String message) {
        super(message);
    }
}
