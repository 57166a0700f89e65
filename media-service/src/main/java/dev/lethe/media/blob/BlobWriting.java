package dev.lethe.media.blob;

import java.io.Closeable;

/// A blob that is being written. Closing it without completing it leaves nothing.
public interface BlobWriting extends Closeable {

    /// Appends bytes.
    void append(byte[] bytes);

    /// Makes the blob durable and readable.
    ///
    /// @throws BlobMissingException when it was deleted meanwhile
    void complete();

    @Override
    void close();
}
