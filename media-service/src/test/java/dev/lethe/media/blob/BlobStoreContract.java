package dev.lethe.media.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

abstract class BlobStoreContract {
    private static final byte[] BYTES = "sealed bytes".getBytes(StandardCharsets.UTF_8);
    private final UUID id = UUID.randomUUID();

    abstract BlobStore store();

    @Test
    void readsWhatWasCompletedFromAnyOffset() throws IOException {
        write();

        assertThat(read(0)).isEqualTo(BYTES);
        assertThat(read(7)).isEqualTo("bytes".getBytes(StandardCharsets.UTF_8));
        assertThat(read(BYTES.length)).isEmpty();
    }

    @Test
    void showsNothingBeforeItIsComplete() {
        try (var blob = store().write(id)) {
            blob.append(BYTES);

            assertThatThrownBy(() -> read(0)).isInstanceOf(BlobMissingException.class);
        }
    }

    @Test
    void leavesNothingOfWhatWasAborted() {
        try (var blob = store().write(id)) {
            blob.append(BYTES);
        }

        assertThat(store().delete(id)).isFalse();
        assertThat(all()).doesNotContain(id);
    }

    @Test
    void deletesForGood() {
        write();

        assertThat(store().delete(id)).isTrue();

        assertThatThrownBy(() -> read(0)).isInstanceOf(BlobMissingException.class);
        assertThat(store().delete(id)).isFalse();
    }

    @Test
    void refusesToCompleteWhatWasDeletedMeanwhile() {
        try (var blob = store().write(id)) {
            blob.append(BYTES);
            blob.force();
            store().delete(id);

            assertThatThrownBy(blob::complete).isInstanceOf(BlobMissingException.class);
        }
        assertThat(all()).doesNotContain(id);
    }

    @Test
    void listsFinishedAndBegunBlobsByAge() {
        write();
        var begun = UUID.randomUUID();
        try (var blob = store().write(begun)) {
            blob.append(BYTES);

            assertThat(all()).contains(id, begun);
            try (var old = store().untouchedSince(Instant.now().minus(Duration.ofHours(1)))) {
                assertThat(old.toList()).doesNotContain(id, begun);
            }
        }
    }

    @Test
    void keepsTheLastMark() {
        assertThat(store().mark()).isEmpty();
        var first = new StoreMark(UUID.randomUUID(), 1);
        store().mark(first);
        assertThat(store().mark()).contains(first);

        var second = new StoreMark(first.storeId(), 2);
        store().mark(second);

        assertThat(store().mark()).contains(second);
        assertThat(all()).isEmpty();
    }

    private void write() {
        try (var blob = store().write(id)) {
            blob.append(BYTES);
            blob.force();
            blob.complete();
            blob.forceName();
        }
    }

    private byte[] read(long offset) throws IOException {
        try (var bytes = store().read(id, offset)) {
            return bytes.readAllBytes();
        }
    }

    private java.util.List<UUID> all() {
        try (var blobs = store().untouchedSince(Instant.now().plusSeconds(60))) {
            return blobs.toList();
        }
    }
}
