package dev.lethe.media.reference;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.client.RestClient;

import dev.lethe.events.AnswerEvent.ErasureAnswered;
import dev.lethe.events.DeletionEvent.MessagesDeleted;
import dev.lethe.events.MediaEvent.Holding;
import dev.lethe.events.MediaEvent.ReferencesConfirmed;
import dev.lethe.events.MediaEvent.ReferencesReleased;
import dev.lethe.media.Holder;
import dev.lethe.media.MediaSuite;
import dev.lethe.media.MediaSuite.Heard;
import dev.lethe.media.blob.BlobStore;
import dev.lethe.media.removal.Removal;
import dev.lethe.test.LetheTest;
import dev.lethe.test.TestClock;
import dev.lethe.test.TestEvents;
import dev.lethe.test.TestPeer;
import dev.lethe.test.TestSubjects;
import dev.lethe.test.Tokens;

@LetheTest
@Import(MediaSuite.class)
@TestPropertySource(properties = "lethe.file.max-size=1MB")
class ReferencesIT {
    private static final AtomicLong MESSAGES = new AtomicLong(1L << 40);

    @Autowired
    private Environment environment;
    @Autowired
    private TestSubjects subjects;
    @Autowired
    private TestEvents events;
    @Autowired
    private TestClock clock;
    @Autowired
    private JdbcClient sql;
    @Autowired
    private Leasing leasing;
    @Autowired
    private Releasing releasing;
    @Autowired
    private Expiry expiry;
    @Autowired
    private Removal removal;
    @Autowired
    private BlobStore blobs;
    @Autowired
    @Qualifier("answers")
    private Heard answers;

    private Holder alice;
    private Holder bob;
    private RestClient messageService;

    @BeforeEach
    void signIn() {
        alice = new Holder(environment, subjects);
        bob = new Holder(environment, subjects);
        messageService = TestPeer.as("message-service", environment);
    }

    @Test
    void givesAFileToAllHoldersOfAMessage() {
        var file = alice.upload(new byte[100]);
        var message = MESSAGES.incrementAndGet();

        assertThat(lease(alice, file, message, alice, bob)).isEqualTo(200);

        assertThat(bob.download(file).body()).hasSize(100);
        assertThat(alice.download(file).status()).isEqualTo(200);
    }

    @Test
    void saysWhatALeasedFileIs() {
        var file = alice.upload(new byte[12], "application/octet-stream", "attachment; filename=river.png").json()
                .path("id").asString();

        var leased = messageService.post().uri("/internal/v1/leases").contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("senderId", alice.id, "fileId", file, "holders",
                        List.of(Map.of("holderId", bob.id, "messageId", MESSAGES.incrementAndGet()))))
                .retrieve().body(String.class);

        assertThat(leased).contains("\"name\":\"river.png\"", "\"type\":\"application/octet-stream\"", "\"size\":12");
    }

    @Test
    @Tag("case-66")
    void leasesNothingToAStranger() {
        var file = alice.upload(new byte[100]);

        assertThat(lease(bob, file, MESSAGES.incrementAndGet(), bob)).isEqualTo(404);
        assertThat(lease(bob, UUID.randomUUID(), MESSAGES.incrementAndGet(), bob)).isEqualTo(404);
    }

    @Test
    void lendsOnWhatItHolds() {
        var file = shared();
        var carl = new Holder(environment, subjects);

        assertThat(lease(bob, file, MESSAGES.incrementAndGet(), bob, carl)).isEqualTo(200);

        assertThat(carl.download(file).status()).isEqualTo(200);
    }

    @Test
    @Tag("case-24")
    @Tag("case-27")
    void keepsTheBytesUntilTheLastHolderDeletes() throws Exception {
        var file = alice.upload(new byte[100]);
        var message = MESSAGES.incrementAndGet();
        lease(alice, file, message, alice, bob);
        events.publish("message-service", new ReferencesConfirmed(file, holdings(message, alice, bob)));
        eventually(() -> assertThat(unconfirmed(file)).isZero());

        events.publish("message-service", new ReferencesReleased(file, holdings(message, alice)));

        eventually(() -> assertThat(alice.download(file).status()).isEqualTo(404));
        assertThat(bob.download(file).status()).isEqualTo(200);
        events.publish("message-service", new ReferencesReleased(file, holdings(message, bob)));
        eventually(() -> assertThat(rows(file)).isZero());
        assertThat(bytesOf(file)).isEmpty();
        assertThat(bob.download(file).status()).isEqualTo(404);
    }

    @Test
    @Tag("case-25")
    void leavesNothingOfAThousandPairsThatDeleteAtOnce() throws Exception {
        var message = MESSAGES.incrementAndGet();
        var files = IntStream.range(0, 1_000).mapToObj(i -> alice.upload(new byte[1])).toList();
        for (var file : files) {
            leasing.lease(alice.id, file, holdings(message, alice, bob));
            releasing.confirm(file, holdings(message, alice, bob));
        }
        try (var threads = Executors.newFixedThreadPool(12)) {
            var acts = files.stream().flatMap(file -> java.util.stream.Stream.<Callable<Boolean>>of(
                    () -> release(file, message, alice), () -> release(file, message, bob))).toList();
            for (var act : threads.invokeAll(acts)) {
                assertThat(act.get()).isTrue();
            }
        }
        removal.removeDoomed();

        eventually(() -> assertThat(files).allSatisfy(file -> assertThat(rows(file)).isZero()));
        assertThat(files).allSatisfy(file -> assertThat(bytesOf(file)).isEmpty());
        assertThat(held(alice) + held(bob)).isZero();
    }

    @Test
    void letsAReleaseWinOverALateLease() {
        var file = shared();
        var message = MESSAGES.incrementAndGet();
        releasing.release(file, holdings(message, bob));
        bobDropsAll(file);

        lease(alice, file, message, bob);

        assertThat(bob.download(file).status()).isEqualTo(404);
    }

    @Test
    void forgetsUploadsThatNobodySent() throws Exception {
        var file = alice.upload(new byte[100]);

        later(Duration.ofHours(25));

        eventually(() -> assertThat(rows(file)).isZero());
        assertThat(bytesOf(file)).isEmpty();
    }

    @Test
    void keepsUploadsForAWeekThatAnImportHasNamed() throws Exception {
        var named = alice.upload(new byte[100]);
        var other = alice.upload(new byte[100]);
        assertThat(missing("holdings", Map.of("holderId", alice.id, "fileIds", List.of(named)))).isEmpty();

        later(Duration.ofHours(25));

        eventually(() -> assertThat(rows(other)).isZero());
        assertThat(rows(named)).isOne();
        later(Duration.ofDays(8));
        eventually(() -> assertThat(rows(named)).isZero());
        assertThat(bytesOf(named)).isEmpty();
    }

    @Test
    @Tag("case-73")
    void forgetsAllUploadsThatNobodySentInOneRound() {
        sql.sql("""
                WITH made AS (INSERT INTO file (id, state, size) SELECT gen_random_uuid(), 'READY', 1
                    FROM generate_series(1, 1200) RETURNING id)
                INSERT INTO file_reference (file_id, holder_id, message_id, file_key, expires_at)
                SELECT id, :holder, 0, '', now() FROM made""").param("holder", alice.id).update();
        assertThat(held(alice)).isEqualTo(1_200);

        later(Duration.ofMinutes(1));

        assertThat(held(alice)).isZero();
    }

    @Test
    @Tag("case-75")
    void forgetsNothingByTheWordOfAnOlderDatabase() {
        var file = alice.upload(new byte[100]);
        eventually(() -> assertThat(blobs.mark()).isPresent());
        sql.sql("UPDATE blob_tie SET mark = mark - 100").update();

        later(Duration.ofHours(25));

        assertThat(rows(file)).isOne();
        sql.sql("UPDATE blob_tie SET mark = mark + 100").update();
        later(Duration.ofHours(25));
        eventually(() -> assertThat(rows(file)).isZero());
    }

    @Test
    void keepsUnconfirmedLeasesWhoseMessageExists() throws Exception {
        var file = alice.upload(new byte[100]);
        long kept = MESSAGES.incrementAndGet();
        long lost = MESSAGES.incrementAndGet();
        lease(alice, file, kept, alice);
        lease(alice, file, lost, bob);

        try (var messages = new FakeMessages(environment, kept)) {
            later(Duration.ofHours(2));
            assertThat(messages.asked()).isPositive();
        }

        assertThat(alice.download(file).status()).isEqualTo(200);
        assertThat(bob.download(file).status()).isEqualTo(404);
        assertThat(unconfirmed(file)).isZero();
    }

    @Test
    void settlesTheLeasesOfOtherFilesWhereThoseOfOneFail() throws Exception {
        List<UUID> files = java.util.stream.Stream.generate(() -> alice.upload(new byte[100])).limit(3).toList();
        files.forEach(file -> lease(alice, file, MESSAGES.incrementAndGet(), bob));
        sql.sql("create function refuse() returns trigger language plpgsql as 'begin raise division_by_zero; end'")
                .update();
        try (var _ = new FakeMessages(environment)) {
            sql.sql("create trigger refuse before delete on file_reference for each row when (old.file_id = '%s')"
                    .formatted(files.getFirst()) + " execute function refuse()").update();
            later(Duration.ofHours(2));
        } finally {
            sql.sql("drop function refuse() cascade").update();
        }

        assertThat(files).extracting(this::unconfirmed).containsExactly(2L, 1L, 1L);
    }

    @Test
    void keepsLeasesWhileMessageServiceIsAway() {
        var file = alice.upload(new byte[100]);
        lease(alice, file, MESSAGES.incrementAndGet(), bob);

        later(Duration.ofHours(2));

        assertThat(bob.download(file).status()).isEqualTo(200);
    }

    @Test
    void releasesAgainWhatDeletedMessagesHeld() {
        var file = alice.upload(new byte[100]);
        var message = MESSAGES.incrementAndGet();
        lease(alice, file, message, alice);
        releasing.confirm(file, holdings(message, alice));

        events.publish("message-service", new MessagesDeleted(alice.id, bob.id, List.of(message)));

        eventually(() -> assertThat(rows(file)).isZero());
    }

    @Test
    @Tag("case-1")
    @Tag("case-10")
    void takesWhatOnlyTheErasedHeldAndNothingElse() throws Exception {
        var own = alice.upload(new byte[100]);
        var file = shared();

        var erasure = subjects.erase(alice.id, false);

        eventually(() -> assertThat(answers.events()).filteredOn(event -> event instanceof ErasureAnswered answer
                && answer.receiptId().equals(erasure.receiptId())).isNotEmpty());
        assertThat(rows(own)).isZero();
        assertThat(bytesOf(own)).isEmpty();
        assertThat(held(alice)).isZero();
        assertThat(bob.download(file).body()).hasSize(100);
        assertThat(answers.events().stream().map(ErasureAnswered.class::cast)
                .filter(answer -> answer.receiptId().equals(erasure.receiptId())).findFirst().orElseThrow().counts())
                .containsAllEntriesOf(Map.of("references", 2L, "files", 1L));
    }

    @Test
    void leasesNothingToTheErased() {
        var file = shared();
        var carl = new Holder(environment, subjects);
        subjects.erase(carl.id, false);
        eventually(() -> assertThat(carl.download(file).status()).isEqualTo(401));

        lease(alice, file, MESSAGES.incrementAndGet(), alice, carl);

        assertThat(held(carl)).isZero();
    }

    @Test
    @Tag("case-22")
    void refusesAnUploadThatEndsAfterItsOwnersErasure() throws Exception {
        var body = new PipedOutputStream();
        try (var client = HttpClient.newHttpClient()) {
            var source = new PipedInputStream(body, 1 << 20);
            body.write(new byte[300_000]);
            body.flush();
            var request = HttpRequest
                    .newBuilder(URI.create(
                            "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + "/v1/files"))
                    .header("Authorization", Tokens.bearer(alice.id)).header("Content-Type", "image/png")
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> source)).build();
            var answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
            eventually(() -> assertThat(held(alice)).isOne());
            var file = sql.sql("SELECT file_id FROM file_reference WHERE holder_id = :holder")
                    .param("holder", alice.id).query((row, line) -> row.getObject(1, UUID.class)).single();
            subjects.erase(alice.id, false);
            eventually(() -> assertThat(rows(file)).isZero());

            body.close();

            assertThat(answer.get().statusCode()).isIn(401, 404, 410);
            assertThat(rows(file)).isZero();
            assertThat(bytesOf(file)).isEmpty();
        }
    }

    @Test
    void leasesManyFilesOfOneHolder() {
        var first = alice.upload(new byte[100]);
        var second = shared();
        var foreign = bob.upload(new byte[100]);
        long message = MESSAGES.addAndGet(10);

        assertThat(missing("holdings",
                Map.of("holderId", alice.id, "fileIds", List.of(first, second, foreign, UUID.randomUUID()))))
                .hasSize(2).contains(foreign.toString());
        assertThat(holderLeases(alice, message, first, second, foreign)).containsExactly(foreign.toString());

        releasing.confirm(first, holdings(message, alice));
        assertThat(unconfirmed(first)).isZero();
        assertThat(alice.download(first).body()).hasSize(100);
        releasing.release(first, holdings(message, alice));
        assertThat(alice.download(first).status()).isEqualTo(404);
        assertThat(alice.download(second).status()).isEqualTo(200);
    }

    @Test
    void leasesNothingToAMessageThatIsGone() {
        var file = shared();
        long message = MESSAGES.incrementAndGet();
        releasing.release(file, holdings(message, alice));

        assertThat(holderLeases(alice, message, file)).containsExactly(file.toString());
    }

    private List<String> holderLeases(Holder holder, long message, UUID... files) {
        return missing("holder-leases", Map.of("holderId", holder.id, "leases", java.util.Arrays.stream(files)
                .map(file -> Map.of("fileId", file, "messageId", message)).toList()));
    }

    private List<String> missing(String path, Object request) {
        var answer = messageService.post().uri("/internal/v1/" + path).contentType(MediaType.APPLICATION_JSON)
                .body(request).retrieve().body(tools.jackson.databind.JsonNode.class);
        return java.util.Objects.requireNonNull(answer).path("missing").valueStream()
                .map(tools.jackson.databind.JsonNode::asString).toList();
    }

    private UUID shared() {
        var file = alice.upload(new byte[100]);
        var message = MESSAGES.incrementAndGet();
        lease(alice, file, message, alice, bob);
        releasing.confirm(file, holdings(message, alice, bob));
        return file;
    }

    private void bobDropsAll(UUID file) {
        var messages = sql.sql("SELECT message_id FROM file_reference WHERE file_id = :file AND holder_id = :bob")
                .param("file", file).param("bob", bob.id).query((row, line) -> row.getLong(1)).list();
        releasing.release(file, messages.stream().map(message -> new Holding(bob.id, message)).toList());
    }

    private boolean release(UUID file, long message, Holder holder) {
        releasing.release(file, holdings(message, holder));
        return true;
    }

    private void later(Duration by) {
        clock.advance(by);
        try {
            expiry.expire();
        } finally {
            clock.reset();
        }
    }

    private int lease(Holder sender, UUID file, long message, Holder... holders) {
        var request = Map.of("senderId", sender.id, "fileId", file, "holders", java.util.Arrays.stream(holders)
                .map(holder -> Map.of("holderId", holder.id, "messageId", message)).toList());
        return messageService.post().uri("/internal/v1/leases")
                .contentType(MediaType.APPLICATION_JSON).body(request)
                .exchange((sent, response) -> response.getStatusCode().value());
    }

    private static List<Holding> holdings(long message, Holder... holders) {
        return java.util.Arrays.stream(holders).map(holder -> new Holding(holder.id, message)).toList();
    }

    private long unconfirmed(UUID file) {
        return sql.sql("SELECT count(*) FROM file_reference WHERE file_id = :file AND expires_at IS NOT NULL")
                .param("file", file).query(Long.class).single();
    }

    private long rows(UUID file) {
        return sql.sql("SELECT count(*) FROM file WHERE id = :file").param("file", file).query(Long.class).single();
    }

    private long held(Holder holder) {
        return sql.sql("SELECT count(*) FROM file_reference WHERE holder_id = :holder").param("holder", holder.id)
                .query(Long.class).single();
    }

    /// What goes while the store is walked, such as its mark, is no file's.
    private List<Path> bytesOf(UUID file) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(Path.of(environment.getRequiredProperty("lethe.blob.directory")),
                new SimpleFileVisitor<Path>() {

                    @Override
                    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                        if (path.endsWith(file.toString())) {
                            found.add(path);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path path, IOException gone) {
                        return FileVisitResult.CONTINUE;
                    }
                });
        return found;
    }
}
