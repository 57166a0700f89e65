package dev.lethe.media.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import dev.lethe.media.Holder;
import dev.lethe.media.MediaSuite;
import dev.lethe.media.blob.BlobStore;
import dev.lethe.media.blob.BlobStoreException;
import dev.lethe.test.LetheTest;
import dev.lethe.test.TestClock;
import dev.lethe.test.TestPeer;
import dev.lethe.test.TestSubjects;

@LetheTest
@Import(MediaSuite.class)
@TestPropertySource(properties = "lethe.reference.unattached=P30D")
@Tag("case-75")
class StrayBlobsIT {
    @Autowired
    private Environment environment;
    @Autowired
    private TestSubjects subjects;
    @Autowired
    private TestClock clock;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private BlobStore blobs;
    @Autowired
    private StrayBlobs strays;
    @Autowired
    private StoreTie tie;
    @Value("${lethe.blob.directory}")
    private Path folder;

    private Holder alice;
    private UUID photo;

    @BeforeEach
    void beginsWithATiedStoreWithoutStrays() {
        alice = new Holder(environment, subjects);
        photo = alice.upload(new byte[100]);
        assertThat(release("operator")).isEqualTo(202);
        later();
    }

    @Test
    void collectsWhatACrashLeft() {
        var stray = stray();

        assertThat(later()).isOne();

        assertThat(stored()).doesNotContain(stray);
        assertThat(alice.download(photo).status()).isEqualTo(200);
    }

    @Test
    void collectsNothingBesideAnEmptyDatabase() {
        jdbc.sql("delete from file").update();
        jdbc.sql("delete from blob_tie").update();

        assertThat(later()).isZero();
        tie.raise();
        assertThat(later()).isZero();

        assertThat(stored()).contains(photo);
    }

    @Test
    void collectsNothingBesideAForeignDatabase() {
        jdbc.sql("delete from file").update();
        jdbc.sql("update blob_tie set store_id = gen_random_uuid(), mark = mark + 1000").update();

        assertThat(later()).isZero();

        assertThat(stored()).contains(photo);
    }

    @Test
    void collectsNothingBesideAnOlderDatabase() {
        jdbc.sql("update blob_tie set mark = mark - 1").update();
        jdbc.sql("delete from file where id = :id").param("id", photo).update();

        assertThat(later()).isZero();
        tie.raise();
        assertThat(later()).isZero();

        assertThat(stored()).contains(photo);
    }

    @Test
    void collectsNothingOfAStoreThatLostItsMark() {
        jdbc.sql("delete from file").update();
        var mark = blobs.mark().orElseThrow();
        jdbc.sql("update blob_tie set mark = :mark").param("mark", mark.mark() - 5).update();

        assertThat(later()).isZero();
        assertThat(tie.holds()).isFalse();
    }

    @Test
    void takesTheWordOfAnOperatorForAStoreThatLostItsMark() throws IOException {
        Files.delete(folder.resolve("mark"));
        assertThat(tie.holds()).isFalse();

        assertThat(release("operator")).isEqualTo(202);

        assertThat(tie.holds()).isTrue();
    }

    @Test
    void takesTheWordOfAnOperatorForAMarkThatIsDamaged() throws IOException {
        Files.writeString(folder.resolve("mark"), "damaged");
        assertThatThrownBy(tie::holds).isInstanceOf(BlobStoreException.class);

        assertThat(release("operator")).isEqualTo(202);

        assertThat(tie.holds()).isTrue();
    }

    @Test
    void stopsAtTheValveUntilAnOperatorOpensIt() {
        var left = new ArrayList<UUID>();
        for (int i = 0; i < 101; i++)
            left.add(stray());

        assertThat(later()).isZero();
        assertThat(stored()).containsAll(left);

        assertThat(release("operator")).isEqualTo(202);
        assertThat(later()).isEqualTo(101);
        assertThat(stored()).doesNotContainAnyElementsOf(left);
        assertThat(alice.download(photo).status()).isEqualTo(200);
        stray();
        assertThat(later()).isOne();
    }

    @Test
    void takesTheWordOfOperatorsAlone() {
        assertThat(release("message-service")).isEqualTo(403);
    }

    private int release(String role) {
        return TestPeer.as(role, environment).post().uri("/internal/v1/stray-blobs/release")
                .exchange((sent, response) -> response.getStatusCode().value());
    }

    private UUID stray() {
        var id = UUID.randomUUID();
        try (var blob = blobs.write(id)) {
            blob.append(new byte[10]);
            blob.force();
            blob.complete();
        }
        return id;
    }

    private long later() {
        clock.advance(Duration.ofHours(25));
        try {
            return strays.collect();
        } finally {
            clock.reset();
        }
    }

    private List<UUID> stored() {
        clock.advance(Duration.ofHours(25));
        try (var all = blobs.untouchedSince(clock.instant())) {
            return all.toList();
        } finally {
            clock.reset();
        }
    }
}
