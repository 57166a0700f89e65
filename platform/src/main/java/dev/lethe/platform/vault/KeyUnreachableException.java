package dev.lethe.platform.vault;

/// Too few keyholders answer to rebuild, make or judge a key. Passes by itself: answer 503 with Retry-After.
public final class KeyUnreachableException extends RuntimeException {

    public KeyUnreachableException(String message) {
        super(message);
    }
}
