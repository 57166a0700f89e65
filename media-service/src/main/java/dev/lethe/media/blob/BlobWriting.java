package dev.lethe.media.blob;

import java.io.Closeable;

/// A blob that is being written. Closing it without completing it leaves nothing.
///
/// First all bytes, then [#force], then [#complete], then [#forceName]: what takes long comes before and after the one
/// step that a transaction has to wait for.
public interface BlobWriting extends Closeable {

    /// Appends bytes. From time to time they are made durable on the way, so that little is left for the end.
    void append(byte[] bytes);

    /// Makes all bytes durable. Takes as long as the disk does.
    void force();

    /// Makes the blob readable, by a new name alone.
    ///
    /// @throws BlobMissingException when it was deleted meanwhile
    void complete();

    /// Makes the new name durable.
    void forceName();

    @Override
    void close();
}
