package dev.lethe.media.blob;

import java.io.IOException;

/// The store cannot be written or read: full, away or broken.
public final class BlobStoreException extends RuntimeException {

    BlobStoreException(IOException cause) {
        super("The blob store failed", cause);
    }
}
