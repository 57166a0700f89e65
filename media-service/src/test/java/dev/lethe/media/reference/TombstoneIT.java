package dev.lethe.media.reference;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.lethe.events.MediaEvent.Holding;
import dev.lethe.media.Holder;
import dev.lethe.media.MediaSuite;
import dev.lethe.test.LetheTest;
import dev.lethe.test.TestPeer;
import dev.lethe.test.TestSubjects;
import dev.lethe.test.Tokens;

/// Between the tombstone and the moment when everybody has heard of it, tokens and keys still work. Whatever is tried then
/// leaves no row of the erased that was not there before.
@LetheTest
@Import(MediaSuite.class)
@Tag("case-16")
class TombstoneIT {

    private static final AtomicLong MESSAGES = new AtomicLong(1L << 50);
    private static final List<String> TABLES = List.of("file_reference WHERE holder_id",
            "released_reference WHERE holder_id", "storage WHERE owner_id",
            "file WHERE state <> 'DOOMED' AND uploader_id");

    @Autowired
    private Environment environment;
    @Autowired
    private TestSubjects subjects;
    @Autowired
    private JdbcClient sql;
    @Autowired
    private Releasing releasing;

    private Holder alice;
    private Holder bob;
    private UUID hers;
    private UUID his;

    record Act(String name, Consumer<TombstoneIT> run) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeEach
    void live() {
        alice = new Holder(environment, subjects);
        bob = new Holder(environment, subjects);
        hers = alice.upload(new byte[100]);
        his = bob.upload(new byte[100]);
    }

    // Such a tombstone has no entry in the ledger, which other tests of this database merge.
    @AfterEach
    void bringBack() {
        sql.sql("UPDATE subject SET state = 'live' WHERE state = 'erased' AND erasure_id IS NULL").update();
    }

    static Stream<Act> acts() {
        return Stream.of(new Act("uploads", it -> it.alice.upload(new byte[100], "image/png", "attachment")),
                new Act("sends her file", it -> it.lease(it.alice, it.hers, it.alice, it.bob)),
                new Act("is sent a file", it -> it.lease(it.bob, it.his, it.bob, it.alice)),
                new Act("imports with her file", it -> it.holderLease(it.alice, it.hers)),
                new Act("lets go of what she never had", it -> it.releasing.release(it.his,
                        List.of(new Holding(it.alice.id, MESSAGES.incrementAndGet())))));
    }

    @ParameterizedTest
    @MethodSource("acts")
    void leavesRowsOfTheLiving(Act act) {
        var before = rows();

        act.run().accept(this);

        assertThat(before).isNotEqualTo(rows());
    }

    @ParameterizedTest
    @MethodSource("acts")
    void leavesNoRowOfTheErased(Act act) {
        bury(alice);
        var before = rows();

        act.run().accept(this);

        assertThat(before).containsAll(rows());
    }

    @Test
    @Tag("case-22")
    void leavesNothingOfAnUploadThatEndsBehindTheTombstone() throws Exception {
        var body = new PipedOutputStream();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.sendAsync(upload(new PipedInputStream(body, 1 << 20)),
                    HttpResponse.BodyHandlers.ofString());
            body.write(new byte[300_000]);
            body.flush();
            eventually(() -> assertThat(rows()).anyMatch(row -> row.contains("UPLOADING")));
            bury(alice);
            var before = rows();

            body.close();

            assertThat(answer.get().statusCode()).isEqualTo(404);
            assertThat(before).containsAll(rows());
            assertThat(rows()).noneMatch(row -> row.contains("UPLOADING"));
        }
    }

    @Test
    @Tag("case-22")
    void asksForNoByteBehindTheTombstone() throws IOException {
        bury(alice);

        try (var socket = new Socket(InetAddress.getLoopbackAddress(),
                environment.getRequiredProperty("local.server.port", Integer.class))) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write("""
                    POST /v1/files HTTP/1.1\r
                    Host: localhost\r
                    Authorization: %s\r
                    Content-Type: image/png\r
                    Content-Length: 1000000\r
                    \r
                    """.formatted(Tokens.bearer(alice.id)).getBytes(StandardCharsets.US_ASCII));

            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(answer.readLine()).startsWith("HTTP/1.1 404");
        }
    }

    private HttpRequest upload(PipedInputStream source) throws IOException {
        return HttpRequest
                .newBuilder(URI.create(
                        "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + "/v1/files"))
                .header("Authorization", Tokens.bearer(alice.id)).header("Content-Type", "image/png")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> source)).build();
    }

    private void bury(Holder holder) {
        sql.sql("UPDATE subject SET state = 'erased' WHERE id = :id").param("id", holder.id).update();
    }

    private List<String> rows() {
        return TABLES.stream()
                .flatMap(table -> sql.sql("SELECT t::text FROM (SELECT * FROM " + table + " = :id) AS t")
                        .param("id", alice.id).query(String.class).list().stream())
                .toList();
    }

    private void lease(Holder sender, UUID file, Holder... holders) {
        post("leases", Map.of("senderId", sender.id, "fileId", file, "holders", Arrays.stream(holders)
                .map(holder -> Map.of("holderId", holder.id, "messageId", MESSAGES.incrementAndGet())).toList()));
    }

    private void holderLease(Holder holder, UUID file) {
        post("holder-leases", Map.of("holderId", holder.id, "leases",
                List.of(Map.of("fileId", file, "messageId", MESSAGES.incrementAndGet()))));
    }

    private void post(String path, Map<String, Object> body) {
        TestPeer.as("message-service", environment).post().uri("/internal/v1/" + path)
                .contentType(MediaType.APPLICATION_JSON).body(body)
                .exchange((_, response) -> response.getStatusCode().value());
    }
}
