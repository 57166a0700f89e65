package dev.lethe.key.epoch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochKeysTest {

    private static final UUID SUBJECT = UUID.randomUUID();
    private static final int BUCKET = Bucket.of(SUBJECT);

    @TempDir
    private Path directory;

    @Test
    void opensWhatItWrappedAfterARestart() throws IOException {
        var wrapped = new Wrapping(EpochKeys.create(directory)).wrap(SUBJECT, "ACCOUNT", new byte[] {1, 2, 3});

        var reopened = new Wrapping(EpochKeys.open(directory));

        assertThat(reopened.unwrap(SUBJECT, "ACCOUNT", wrapped)).contains(new byte[] {1, 2, 3});
        assertThat(reopened.unwrap(SUBJECT, "MESSAGE", wrapped)).isEmpty();
        assertThat(reopened.unwrap(UUID.randomUUID(), "ACCOUNT", wrapped)).isEmpty();
    }

    @Test
    void hasBothKeysOfABucketUntilTheRotationEnds() throws IOException {
        var keys = EpochKeys.create(directory);
        var wrapping = new Wrapping(keys);
        var old = wrapping.wrap(SUBJECT, "ACCOUNT", new byte[] {1});

        keys.begin(2, List.of(BUCKET));
        var fresh = wrapping.wrap(SUBJECT, "ACCOUNT", new byte[] {2});

        assertThat(fresh.epoch()).isEqualTo(2);
        assertThat(EpochKeys.open(directory).rotating()).containsExactly(BUCKET);
        assertThat(wrapping.unwrap(SUBJECT, "ACCOUNT", old)).isPresent();
        keys.finish();
        assertThat(wrapping.unwrap(SUBJECT, "ACCOUNT", old)).isEmpty();
        assertThat(new Wrapping(EpochKeys.open(directory)).unwrap(SUBJECT, "ACCOUNT", old)).isEmpty();
        assertThat(new Wrapping(EpochKeys.open(directory)).unwrap(SUBJECT, "ACCOUNT", fresh)).isPresent();
    }

    @Test
    void leavesNoFileButTheOne() throws IOException {
        var keys = EpochKeys.create(directory);
        keys.begin(2, List.of(BUCKET));
        keys.finish();

        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve("epoch.keys"));
        }
    }

    @Test
    void overwritesWhatAKilledReplacementLeft() throws IOException {
        EpochKeys.create(directory);
        var old = directory.resolve("epoch.keys.old");
        var witness = directory.resolve("witness");
        Files.writeString(old, "old keys");
        Files.createLink(witness, old);

        EpochKeys.open(directory);

        assertThat(old).doesNotExist();
        assertThat(Files.readAllBytes(witness)).containsOnly(0);
    }

    @Test
    void keepsTheFileWhenKilledBeforeTheReplacement() throws IOException {
        EpochKeys.create(directory);
        Files.createLink(directory.resolve("epoch.keys.old"), directory.resolve("epoch.keys"));
        Files.writeString(directory.resolve("epoch.keys.next"), "half");

        var keys = EpochKeys.open(directory);
        keys.begin(2, List.of(BUCKET));

        assertThat(EpochKeys.open(directory).rotating()).containsExactly(BUCKET);
    }

    @Test
    void keepsTheNameOfItsVolume() throws IOException {
        var keys = EpochKeys.create(directory);
        keys.begin(2, List.of(BUCKET));

        assertThat(EpochKeys.open(directory).volume()).isEqualTo(keys.volume());
    }

    @Test
    void givesAFileFromBeforeVolumesHadNamesOneForGood() throws Exception {
        var wrapped = new Wrapping(EpochKeys.create(directory)).wrap(SUBJECT, "ACCOUNT", new byte[] {1});
        var file = directory.resolve("epoch.keys");
        var now = Files.readAllBytes(file);
        var body = ByteBuffer.allocate(now.length - 16 - 32).put("LETHE-EPOCH-KEYS-1\n".getBytes(US_ASCII))
                .put(now, 19 + 16, now.length - 19 - 16 - 32).array();
        Files.write(file, ByteBuffer.allocate(body.length + 32).put(body)
                .put(MessageDigest.getInstance("SHA-256").digest(body)).array());

        var opened = EpochKeys.open(directory);

        assertThat(new Wrapping(opened).unwrap(SUBJECT, "ACCOUNT", wrapped)).isPresent();
        assertThat(EpochKeys.open(directory).volume()).isEqualTo(opened.volume());
    }

    @Test
    void refusesADamagedFile() throws IOException {
        EpochKeys.create(directory);
        var file = directory.resolve("epoch.keys");
        var bytes = Files.readAllBytes(file);
        bytes[100] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> EpochKeys.open(directory)).isInstanceOf(IOException.class)
                .hasMessageContaining("damaged");
    }
}
