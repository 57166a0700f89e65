package dev.lethe.media.file;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import dev.lethe.media.Holder;
import dev.lethe.media.MediaSuite;
import dev.lethe.test.LetheTest;
import dev.lethe.test.TestSubjects;
import dev.lethe.test.Tokens;

@LetheTest
@Import(MediaSuite.class)
@TestPropertySource(properties = {"lethe.least-rate.within=PT2S", "lethe.transfer.uploads=3"})
@Tag("case-64")
@Tag("case-73")
class SlowUploadsIT {
    @Autowired
    private Environment environment;
    @Autowired
    private TestSubjects subjects;
    @Autowired
    private JdbcClient jdbc;

    private Holder alice;

    @BeforeEach
    void signIn() {
        alice = new Holder(environment, subjects);
    }

    @Test
    void endsAnUploadThatDrips() throws IOException {
        try (var upload = begun("Content-Length: 1000000000")) {
            var answer = dripUntilAnswered(upload, "x");

            assertThat(answer).startsWith("HTTP/1.1 408").contains("\"code\":\"too-slow\"");
        }
        eventually(() -> assertThat(waiting()).isZero());
    }

    @Test
    void endsAnUploadThatDripsInChunks() throws IOException {
        try (var upload = begun("Transfer-Encoding: chunked")) {
            assertThat(dripUntilAnswered(upload, "1\r\nx\r\n")).startsWith("HTTP/1.1 408");
        }
        eventually(() -> assertThat(waiting()).isZero());
    }

    @Test
    void takesOnlySoManyUploadsOfAnAccountAtOnce() throws IOException {
        var uploads = new ArrayList<Socket>();
        for (int i = 0; i < 3; i++)
            uploads.add(begun("Content-Length: 1000"));
        eventually(() -> assertThat(waiting()).isEqualTo(3));

        var refused = alice.upload(new byte[10], "image/png", "attachment");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().path("code").asString()).isEqualTo("too-many-transfers");
        assertThat(refused.json().path("limit").asInt()).isEqualTo(3);
        assertThat(refused.header("Retry-After")).isNotEqualTo("null");
        new Holder(environment, subjects).upload(new byte[10]);
        for (var upload : uploads)
            upload.close();
        eventually(() -> assertThat(alice.upload(new byte[10], "image/png", "attachment").status()).isEqualTo(201));
    }

    private Socket begun(String length) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(),
                environment.getRequiredProperty("local.server.port", Integer.class));
        socket.setSoTimeout(50);
        socket.getOutputStream().write(("POST /v1/files HTTP/1.1\r\nHost: lethe\r\nAuthorization: "
                + Tokens.bearer(alice.id) + "\r\nContent-Type: image/png\r\n" + length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /// A drop after each 50 ms without an answer.
    private static String dripUntilAnswered(Socket socket, String drop) throws IOException {
        var head = new byte[1_000];
        for (int i = 0; i < 600; i++) {
            socket.getOutputStream().write(drop.getBytes(StandardCharsets.US_ASCII));
            try {
                return new String(head, 0, socket.getInputStream().read(head), StandardCharsets.US_ASCII);
            } catch (SocketTimeoutException notYet) {
                // the next drop
            }
        }
        return "no answer";
    }

    private long waiting() {
        return jdbc.sql("""
                select count(*) from file_reference r join file f on f.id = r.file_id
                where r.holder_id = :holder and f.state = 'UPLOADING'""").param("holder", alice.id)
                .query(Long.class).single();
    }
}
