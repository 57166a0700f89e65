package dev.lethe.media.file;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import dev.lethe.media.Holder;
import dev.lethe.media.MediaSuite;
import dev.lethe.test.LetheTest;
import dev.lethe.test.TestSubjects;
import dev.lethe.test.folder.SmallDisk;

@LetheTest
@Import(MediaSuite.class)
@EnabledIf(value = "dev.lethe.test.folder.SmallDisk#isPossible", disabledReason = SmallDisk.NEEDED)
class FullDiskIT {
    private static final SmallDisk DISK = disk();

    @Autowired
    private Environment environment;
    @Autowired
    private TestSubjects subjects;
    @Autowired
    private JdbcClient sql;

    private Holder alice;

    private static SmallDisk disk() {
        SmallDisk disk = SmallDisk.ofMegabytes(4);
        SpringApplication.getShutdownHandlers().add(disk::close);
        return disk;
    }

    @DynamicPropertySource
    static void keepsBlobsOnTheSmallDisk(DynamicPropertyRegistry properties) {
        properties.add("lethe.blob.directory", () -> DISK.folder().resolve("blobs"));
    }

    @BeforeEach
    void signIn() {
        alice = new Holder(environment, subjects);
    }

    @AfterEach
    void makeRoom() {
        DISK.free();
    }

    @Test
    @Tag("case-35")
    void refusesUploadsAndServesDownloadsUntilThereIsRoomAgain() throws IOException {
        var before = bytes(100_000);
        var kept = alice.upload(before);
        List<Path> stored = files();
        DISK.fill();

        var refused = alice.upload(bytes(100_000), "image/jpeg", "attachment");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.json().path("code").asString()).isEqualTo("store-unavailable");
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        assertThat(alice.download(kept).body()).isEqualTo(before);
        assertThat(files()).isEqualTo(stored);
        eventually(() -> assertThat(rows()).isEqualTo(stored.size()));

        DISK.free();
        var uploaded = alice.upload(before);
        assertThat(alice.download(uploaded).body()).isEqualTo(before);
        assertThat(alice.download(kept).body()).isEqualTo(before);
    }

    @Test
    @Tag("case-35")
    void leavesNothingOfAnUploadThatFillsTheDisk() throws IOException {
        List<Path> stored = files();

        var refused = alice.upload(bytes(4_500_000), "image/jpeg", "attachment");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(files()).isEqualTo(stored);
        eventually(() -> assertThat(rows()).isEqualTo(stored.size()));
        assertThat(alice.download(alice.upload(bytes(100_000))).body()).isEqualTo(bytes(100_000));
    }

    @Test
    @Tag("case-35")
    void deletesWhileThereIsNoRoom() throws IOException {
        List<Path> stored = files();
        UUID file = alice.upload(bytes(100_000));
        DISK.fill();

        assertThat(alice.delete(file).json().path("deleted").asInt()).isOne();

        eventually(() -> assertThat(files()).isEqualTo(stored));
        assertThat(alice.download(alice.upload(bytes(50_000))).body()).isEqualTo(bytes(50_000));
    }

    private static byte[] bytes(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(DISK.folder().resolve("blobs"))) {
            return all.filter(file -> Files.isRegularFile(file) && !file.getFileName().toString().startsWith("mark"))
                    .sorted().toList();
        }
    }

    private int rows() {
        return sql.sql("select count(*) from file").query(Integer.class).single();
    }
}
