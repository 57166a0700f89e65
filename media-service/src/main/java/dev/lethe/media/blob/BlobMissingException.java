package dev.lethe.media.blob;

/// There is no such blob.
public final class BlobMissingException extends RuntimeException {

    BlobMissingException() {
        super("No such blob");
    }
}
