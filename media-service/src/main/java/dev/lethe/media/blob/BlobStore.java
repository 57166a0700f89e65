package dev.lethe.media.blob;

import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Keeps sealed bytes by id. All methods throw [BlobStoreException] when the store itself fails.
public interface BlobStore {

    /// Begins a blob. It exists only once it is completed.
    BlobWriting write(UUID id);

    /// The bytes from an offset to the end.
    ///
    /// @throws BlobMissingException when there is no such blob
    InputStream read(UUID id, long offset);

    /// Deletes a blob, finished or begun; whoever still writes it cannot complete it any more.
    ///
    /// @return false when there was none
    boolean delete(UUID id);

    /// Blobs, finished or begun, that nobody has written to since then. To be closed.
    Stream<UUID> untouchedSince(Instant moment);

    /// The mark left last, if one ever was.
    Optional<StoreMark> mark();

    /// Leaves a mark in place of the last one.
    void mark(StoreMark mark);
}
