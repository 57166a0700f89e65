package dev.lethe.media.file;

import java.io.IOException;
import java.io.InputStream;

import dev.lethe.media.MediaProblems;
import dev.lethe.media.blob.BlobWriting;

/// Turns a stream of unknown length into sealed segments; holds two of them at a time, never the file.
final class SegmentWriter {

    private final FileSealing sealing;
    private final BlobWriting blob;
    private final long limit;

    SegmentWriter(FileSealing sealing, BlobWriting blob, long limit) {
        this.sealing = sealing;
        this.blob = blob;
        this.limit = limit;
    }

    /// Writes all of the stream. An empty one is one empty segment, for its end must be sealed too.
    ///
    /// @return the number of bytes read
    long write(InputStream body) throws IOException {
        var current = new byte[FileSealing.SEGMENT];
        var next = new byte[FileSealing.SEGMENT];
        int length = body.readNBytes(current, 0, current.length);
        long size = length;
        for (long index = 0;; index++) {
            if (size > limit) {
                throw MediaProblems.FILE_TOO_LARGE.asProblem().with("limit", limit);
            }
            int following = length < current.length ? 0 : body.readNBytes(next, 0, next.length);
            blob.append(sealing.sealSegment(index, following == 0, current, length));
            if (following == 0) {
                return size;
            }
            size += following;
            length = following;
            var swap = current;
            current = next;
            next = swap;
        }
    }
}
