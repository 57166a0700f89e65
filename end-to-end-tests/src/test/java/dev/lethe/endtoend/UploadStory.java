package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.client.MyAccount.DeletionOutcome;

/// An upload under way when its owner is erased ends in nothing.
class UploadStory {

    private static final int FIRST_PART = 300_000;

    @Test
    @Tag("case-22")
    void anUploadThatEndsAfterTheErasureLeavesNoFile() throws Exception {
        Person alice = Person.called("Alice");
        long before = blobs();
        CountDownLatch release = new CountDownLatch(1);
        String token = alice.session().accessToken();
        try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            CompletableFuture<HttpResponse<String>> upload = http.sendAsync(
                    HttpRequest.newBuilder(Doors.gateway().resolve("/v1/files"))
                            .header("Authorization", "Bearer " + token).header("Content-Type", "image/png")
                            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new SlowStream(release))).build(),
                    HttpResponse.BodyHandlers.ofString());
            eventually(() -> assertThat(
                    Stores.count("media", "select count(*) from file_reference where holder_id = ?", alice.id()))
                    .isOne());
            DeletionOutcome outcome = alice.deletesAccount();
            eventually(() -> assertThat(
                    AccountDeletionStory.raw("GET", "/v1/files/" + UUID.randomUUID(), token)).isEqualTo(401));
            release.countDown();

            assertThat(upload.get().statusCode()).isIn(401, 404, 410);
            Erasures.isComplete(alice.id(), outcome);
        }
        eventually(() -> assertThat(blobs()).isEqualTo(before));
    }

    private static long blobs() throws IOException {
        Path folder = Running.suite().dataFolder().resolve("blobs");
        if (Files.notExists(folder)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    /// Half of the bytes at once, the rest when released.
    private static final class SlowStream extends InputStream {

        private final CountDownLatch release;
        private int position;

        SlowStream(CountDownLatch release) {
            this.release = release;
        }

        @Override
        public int read() throws IOException {
            if (position == FIRST_PART) {
                await();
            }
            return position++ < 2 * FIRST_PART ? position & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int value = read();
            if (value < 0) {
                return -1;
            }
            int until = position <= FIRST_PART ? FIRST_PART : 2 * FIRST_PART;
            int count = 1 + Math.min(length - 1, until - position);
            Arrays.fill(target, offset, offset + count, (byte) value);
            position += count - 1;
            return count;
        }

        private void await() throws IOException {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}
