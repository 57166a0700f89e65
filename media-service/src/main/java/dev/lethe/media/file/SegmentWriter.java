package dev.lethe.media.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import dev.lethe.media.blob.BlobWriting;

/// Turns a stream of unknown length into sealed segments; holds one of them at a time, never the file, and of one that
/// only drips no more than has come.
final class SegmentWriter {

    private static final int FIRST_BUFFER = 8 * 1024;

    private final FileSealing sealing;
    private final BlobWriting blob;
    private final UploadLimit limit;
    private byte[] segment = new byte[FIRST_BUFFER];
    private int length;

    SegmentWriter(FileSealing sealing, BlobWriting blob, UploadLimit limit) {
        this.sealing = sealing;
        this.blob = blob;
        this.limit = limit;
    }

    /// Writes all of the stream. An empty one is one empty segment, for its end must be sealed too.
    ///
    /// @return the number of bytes read
    long write(InputStream body) throws IOException {
        long size = fill(body);
        for (long index = 0;; index++) {
            limit.check(size);
            // only whoever has the next byte knows that a full segment is not the last
            int next = length < FileSealing.SEGMENT ? -1 : body.read();
            blob.append(sealing.sealSegment(index, next < 0, segment, length));
            if (next < 0) {
                return size;
            }
            segment[0] = (byte) next;
            length = 1;
            size += 1 + fill(body);
        }
    }

    private int fill(InputStream body) throws IOException {
        int before = length;
        while (length < FileSealing.SEGMENT) {
            if (length == segment.length) {
                segment = Arrays.copyOf(segment, Math.min(2 * length, FileSealing.SEGMENT));
            }
            int read = body.read(segment, length, segment.length - length);
            if (read < 0) {
                break;
            }
            length += read;
        }
        return length - before;
    }
}
