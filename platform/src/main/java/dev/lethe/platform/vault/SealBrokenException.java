package dev.lethe.platform.vault;

import org.jspecify.annotations.Nullable;

/// A sealed value was altered, moved to another place, or sealed under another key. It is never opened in part.
public final class SealBrokenException extends RuntimeException {

    public SealBrokenException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
