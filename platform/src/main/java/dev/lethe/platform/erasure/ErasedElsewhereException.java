package dev.lethe.platform.erasure;

/// Another replica erases the same subject at this moment.
public final class ErasedElsewhereException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ErasedElsewhereException() {
        super("another worker erases this subject");
    }
}
