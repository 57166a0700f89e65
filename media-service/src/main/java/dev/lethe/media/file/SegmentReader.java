package dev.lethe.media.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.lethe.platform.vault.SealBrokenException;

/// Opens the segments that a range touches, one after the other.
final class SegmentReader {

    private final FileSealing sealing;
    private final InputStream sealed;
    private final ByteRange range;
    private final long lastIndex;
    private final long size;
    private long index;

    /// Reads on from where the range begins.
    ///
    /// @param sealed the blob from the first segment of the range on
    /// @param size   the whole file's size
    SegmentReader(FileSealing sealing, InputStream sealed, ByteRange range, long size) {
        this.sealing = sealing;
        this.sealed = sealed;
        this.range = range;
        this.size = size;
        this.lastIndex = Math.max(0, (size - 1) / FileSealing.SEGMENT);
        this.index = range.first() / FileSealing.SEGMENT;
    }

    /// Where the first segment of a range begins within the blob.
    static long offset(ByteRange range) {
        return range.first() / FileSealing.SEGMENT * (FileSealing.SEGMENT + FileSealing.OVERHEAD);
    }

    /// The next bytes of the range, null at its end.
    ///
    /// @throws SealBrokenException when the blob is shorter or another than what was stored
    byte @Nullable [] next() throws IOException {
        long start = index * FileSealing.SEGMENT;
        if (index > lastIndex || (start > range.last() && size > 0)) {
            return null;
        }
        boolean last = index == lastIndex;
        int length = last ? (int) (size - start) : FileSealing.SEGMENT;
        var bytes = sealed.readNBytes(length + FileSealing.OVERHEAD);
        if (bytes.length != length + FileSealing.OVERHEAD) {
            throw FileSealing.broken("A file lacks its end", null);
        }
        var plain = sealing.openSegment(index, last, bytes);
        index++;
        int from = (int) Math.max(0, range.first() - start);
        int to = (int) Math.min(plain.length, range.last() - start + 1);
        return from == 0 && to == plain.length ? plain : Arrays.copyOfRange(plain, from, to);
    }
}
