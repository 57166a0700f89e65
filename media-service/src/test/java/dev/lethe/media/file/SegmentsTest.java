package dev.lethe.media.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lethe.media.MediaProblems;
import dev.lethe.media.blob.BlobWriting;
import dev.lethe.media.reference.FileKey;
import dev.lethe.platform.problem.Problem;
import dev.lethe.platform.vault.SealBrokenException;

class SegmentsTest {
    private static final int SEALED = FileSealing.SEGMENT + FileSealing.OVERHEAD;

    private final FileKey key = FileKey.random();
    private final FileSealing sealing = new FileSealing(key, UUID.randomUUID());

    @ParameterizedTest
    @ValueSource(ints = {0, 1, FileSealing.SEGMENT - 1, FileSealing.SEGMENT, FileSealing.SEGMENT + 1,
        3 * FileSealing.SEGMENT})
    void opensWhatItSealedWhateverTheSize(int size) throws IOException {
        var plain = bytes(size);

        assertThat(open(seal(plain), ByteRange.whole(size), size)).isEqualTo(plain);
    }

    @Test
    void opensAnyRange() throws IOException {
        int size = 3 * FileSealing.SEGMENT + 100;
        var plain = bytes(size);
        var sealed = seal(plain);

        for (var ends : new int[][] {{0, 0}, {10, 20}, {FileSealing.SEGMENT - 1, FileSealing.SEGMENT},
            {FileSealing.SEGMENT, 2 * FileSealing.SEGMENT - 1}, {5, size - 1}, {size - 1, size - 1}}) {
            assertThat(open(sealed, new ByteRange(ends[0], ends[1], true), size))
                    .isEqualTo(Arrays.copyOfRange(plain, ends[0], ends[1] + 1));
        }
    }

    @Test
    void refusesATruncatedFile() {
        int size = 2 * FileSealing.SEGMENT + 100;
        var sealed = seal(bytes(size));

        assertBroken(Arrays.copyOf(sealed, sealed.length - 1), size);
        assertBroken(Arrays.copyOf(sealed, 2 * SEALED), size);
        assertBroken(Arrays.copyOf(sealed, 2 * SEALED), 2 * FileSealing.SEGMENT);
    }

    @Test
    void refusesSwappedSegments() {
        int size = 3 * FileSealing.SEGMENT;
        var sealed = seal(bytes(size));
        var swapped = sealed.clone();
        System.arraycopy(sealed, 0, swapped, SEALED, SEALED);
        System.arraycopy(sealed, SEALED, swapped, 0, SEALED);

        assertBroken(swapped, size);
    }

    @Test
    void refusesARepeatedSegment() {
        int size = 2 * FileSealing.SEGMENT;
        var sealed = seal(bytes(size));
        System.arraycopy(sealed, 0, sealed, SEALED, SEALED);

        assertBroken(sealed, size);
    }

    @Test
    void refusesTheSegmentsOfAnotherFile() {
        var other = new FileSealing(key, UUID.randomUUID());
        var sealed = seal(bytes(100), other);

        assertBroken(sealed, 100);
    }

    @Test
    void refusesAChangedByte() {
        var sealed = seal(bytes(100));
        sealed[50] ^= 1;

        assertBroken(sealed, 100);
    }

    @Test
    void stopsAtTheLimit() {
        var writer = new SegmentWriter(sealing, new Memory(), upTo(10));

        assertThatThrownBy(() -> writer.write(new ByteArrayInputStream(bytes(11)))).isInstanceOf(Problem.class);
    }

    @Test
    void sealsTheSameSegmentDifferentlyEachTime() {
        var plain = bytes(100);

        assertThat(seal(plain)).isNotEqualTo(seal(plain));
    }

    private void assertBroken(byte[] sealed, int size) {
        assertThatThrownBy(() -> open(sealed, ByteRange.whole(size), size)).isInstanceOf(SealBrokenException.class);
    }

    private byte[] seal(byte[] plain) {
        return seal(plain, sealing);
    }

    private static byte[] seal(byte[] plain, FileSealing sealing) {
        var blob = new Memory();
        try {
            assertThat(new SegmentWriter(sealing, blob, upTo(Long.MAX_VALUE)).write(new ByteArrayInputStream(plain)))
                    .isEqualTo(plain.length);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return blob.bytes.toByteArray();
    }

    private byte[] open(byte[] sealed, ByteRange range, int size) throws IOException {
        var from = (int) SegmentReader.offset(range);
        var reader = new SegmentReader(sealing, new ByteArrayInputStream(sealed, from, sealed.length - from), range,
                size);
        var plain = new ByteArrayOutputStream();
        for (var part = reader.next(); part != null; part = reader.next()) {
            plain.writeBytes(part);
        }
        return plain.toByteArray();
    }

    private static UploadLimit upTo(long bytes) {
        return new UploadLimit(bytes, MediaProblems.FILE_TOO_LARGE::asProblem);
    }

    private static byte[] bytes(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static final class Memory implements BlobWriting {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void append(byte[] more) {
            bytes.writeBytes(more);
        }

        @Override
        public void force() {}

        @Override
        public void complete() {}

        @Override
        public void forceName() {}

        @Override
        public void close() {}
    }
}
