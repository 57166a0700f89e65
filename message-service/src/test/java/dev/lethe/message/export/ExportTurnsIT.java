package dev.lethe.message.export;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import com.zaxxer.hikari.HikariDataSource;

import dev.lethe.message.MessageServiceIT;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.caller.Revocations;
import dev.lethe.platform.problem.Problem;
import dev.lethe.platform.vault.Vault;
import dev.lethe.test.Tokens;

class ExportTurnsIT extends MessageServiceIT {
    private static final int MESSAGES = 3_000;

    @Autowired
    private DataSource database;
    @Autowired
    private Revocations revocations;
    @Autowired
    private Vault vault;
    @Autowired
    private ExportTurns turns;
    private final List<Socket> unread = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : unread) {
            socket.close();
        }
    }

    @Test
    @Tag("case-86")
    void holdsNoConnectionWhileNobodyReads() throws Exception {
        Person alice = someone();
        Person bob = someone();
        int before = connections();
        assertThat(alice.post("/v1/imports", history()).status()).isEqualTo(201);

        assertThat(statusOf(ask(alice))).isEqualTo(200);
        assertThat(statusOf(ask(alice))).isEqualTo(200);
        for (int i = 0; i < 10; i++) {
            assertThat(statusOf(ask(alice))).isEqualTo(429);
        }

        eventually(() -> assertThat(connections()).isLessThanOrEqualTo(before));
        assertThat(bob.get("/v1/exports").status()).isEqualTo(200);
        assertThat(alice.get("/v1/chats").status()).isEqualTo(200);
        Answer refused = alice.get("/v1/exports/files");
        assertThat(refused.text("/code")).isEqualTo("too-many-exports");
        assertThat(refused.retryAfter()).isNotNull();
        hangUp();
        eventually(() -> assertThat(alice.get("/v1/exports/files").status()).isEqualTo(200));
    }

    @Test
    void writesNothingForWhoAsksOnlyForTheHead() throws Exception {
        Person alice = someone();
        Socket socket = ask(alice, "HEAD", "Connection: close\r\n");

        String answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                .lines().collect(Collectors.joining("\n"));

        assertThat(answer).startsWith("HTTP/1.1 200").contains("result.json").doesNotContain("chats");
    }

    @Test
    void isUnavailableAndNotUnauthenticatedWhileNobodyTellsWhoseSessionLives() {
        Person alice = someone();
        Export export = new Export(new Caller(alice.id, alice.session, clock.instant()), vault, revocations, turns);
        export.requireLiving();
        revocations.stop();
        try {
            eventually(() -> assertThat(revocations.isOpen()).isFalse());

            assertThat(catchThrowableOfType(Problem.class, export::requireLiving).type().status()).isEqualTo(503);
        } finally {
            revocations.start();
            eventually(() -> assertThat(revocations.isOpen()).isTrue());
        }
    }

    private int connections() throws SQLException {
        return database.unwrap(HikariDataSource.class).getHikariPoolMXBean().getActiveConnections();
    }

    private Socket ask(Person person) throws IOException {
        return ask(person, "GET", "");
    }

    private Socket ask(Person person, String method, String header) throws IOException {
        Socket socket = new Socket();
        unread.add(socket);
        socket.setReceiveBufferSize(2 * 1024);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream().write((method + " /v1/exports HTTP/1.1\r\nHost: 127.0.0.1\r\n" + header
                + "Authorization: Bearer " + Tokens.of(person.id, UUID.randomUUID(), clock.instant()) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static int statusOf(Socket socket) throws IOException {
        byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
        return Integer.parseInt(new String(line, StandardCharsets.US_ASCII).substring("HTTP/1.1 ".length()));
    }

    private static String history() {
        String text = "word ".repeat(800);
        return "{\"name\":\"Long\",\"type\":\"personal_chat\",\"id\":5,\"messages\":[" + IntStream.range(1, MESSAGES)
                .mapToObj(n -> "{\"id\":%d,\"type\":\"message\",\"date_unixtime\":\"%d\",\"text\":\"%s\"}"
                        .formatted(n, 1_577_872_800L + n, text))
                .collect(Collectors.joining(",")) + "]}";
    }
}
