package dev.lethe.media.quota;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import dev.lethe.events.MediaEvent.Holding;
import dev.lethe.events.MediaEvent.ReferencesConfirmed;
import dev.lethe.events.MediaEvent.ReferencesReleased;
import dev.lethe.media.Holder;
import dev.lethe.media.MediaSuite;
import dev.lethe.test.LetheTest;
import dev.lethe.test.TestEvents;
import dev.lethe.test.TestPeer;
import dev.lethe.test.TestSubjects;

@LetheTest
@Import(MediaSuite.class)
@TestPropertySource(properties = {"lethe.quota.waiting=1MB", "lethe.quota.stored=2MB"})
class StorageQuotaIT {
    private static final byte[] LARGE = new byte[700 * 1024];

    @Autowired
    private Environment environment;
    @Autowired
    private TestSubjects subjects;
    @Autowired
    private TestEvents events;
    @Autowired
    private JdbcClient jdbc;

    private Holder alice;
    private Holder bob;

    @BeforeEach
    void signIn() {
        alice = new Holder(environment, subjects);
        bob = new Holder(environment, subjects);
    }

    @Test
    void refusesMoreThanMayWaitAndSaysHowMuchThatIs() {
        alice.upload(LARGE);

        var refused = upload(alice);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("code").asString()).isEqualTo("storage-full");
        assertThat(refused.json().path("waitingLimit").asInt()).isEqualTo(1024 * 1024);
        assertThat(refused.json().path("storedLimit").asInt()).isEqualTo(2 * 1024 * 1024);
        assertThat(upload(bob).status()).isEqualTo(201);
    }

    @Test
    void makesRoomWhenAnUploadIsDeleted() {
        var file = alice.upload(LARGE);

        alice.delete(file);

        assertThat(upload(alice).status()).isEqualTo(201);
        eventually(() -> assertThat(used("stored", alice)).isEqualTo(LARGE.length));
    }

    @Test
    void countsWhatMessagesHoldTowardsAllBytes() {
        sent(alice.upload(LARGE), 1);
        sent(alice.upload(LARGE), 2);

        assertThat(upload(alice).status()).isEqualTo(403);
    }

    @Test
    void countsForTheUploaderForAsLongAsAnybodyHoldsIt() {
        var file = alice.upload(LARGE);
        sent(file, 3);

        events.publish("message-service", new ReferencesReleased(file, List.of(new Holding(alice.id, 3))));
        eventually(() -> assertThat(alice.download(file).status()).isEqualTo(404));
        assertThat(used("stored", alice)).isEqualTo(LARGE.length);
        assertThat(used("stored", bob)).isZero();

        events.publish("message-service", new ReferencesReleased(file, List.of(new Holding(bob.id, 3))));
        eventually(() -> assertThat(used("stored", alice)).isZero());
    }

    @Test
    void countsASmallFileAsASegment() {
        alice.upload(new byte[1]);

        assertThat(used("waiting", alice)).isEqualTo(64 * 1024);
    }

    @Test
    void isNotOverrunByUploadsThatEndAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var acts = IntStream.range(0, 6).mapToObj(i -> (Callable<Integer>) () -> upload(alice).status()).toList();
            var answers = threads.invokeAll(acts);

            assertThat(IntStream.range(0, 6).filter(i -> answers.get(i).resultNow() == 201)).hasSize(1);
        }
        eventually(() -> assertThat(used("stored", alice)).isEqualTo(LARGE.length));
    }

    @Test
    void forgetsWithTheAccountHowMuchItStored() {
        var file = alice.upload(LARGE);
        sent(file, 4);

        subjects.erase(alice.id, false);

        eventually(() -> assertThat(rows(alice)).isZero());
        eventually(() -> assertThat(jdbc.sql("select uploader_id is null from file where id = :id").param("id", file)
                .query(Boolean.class).single()).isTrue());
        assertThat(bob.download(file).status()).isEqualTo(200);
    }

    private void sent(UUID file, long message) {
        var holders = List.of(Map.of("holderId", alice.id, "messageId", message),
                Map.of("holderId", bob.id, "messageId", message));
        TestPeer.as("message-service", environment).post().uri("/internal/v1/leases")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("senderId", alice.id, "fileId", file, "holders", holders)).retrieve().toBodilessEntity();
        events.publish("message-service", new ReferencesConfirmed(file,
                List.of(new Holding(alice.id, message), new Holding(bob.id, message))));
        eventually(() -> assertThat(used("waiting", alice)).isZero());
    }

    private static Holder.Answer upload(Holder holder) {
        return holder.upload(LARGE, "image/png", "attachment");
    }

    private long used(String column, Holder holder) {
        return jdbc.sql("select " + column + " from storage where owner_id = :id").param("id", holder.id)
                .query(Long.class).optional().orElse(0L);
    }

    private long rows(Holder holder) {
        return jdbc.sql("select count(*) from storage where owner_id = :id").param("id", holder.id).query(Long.class)
                .single();
    }
}
