package dev.lethe.message.sending;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.SpringApplication;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import dev.lethe.message.MessageServiceIT;
import dev.lethe.test.folder.SmallDisk;
import dev.lethe.test.postgres.EmbeddedPostgresServer;
import dev.lethe.test.postgres.PostgresDatabase;

/// PostgreSQL with all it has on a disk that gets full.
@EnabledIf(value = "dev.lethe.test.folder.SmallDisk#isPossible", disabledReason = SmallDisk.NEEDED)
class FullDiskIT extends MessageServiceIT {
    private static final SmallDisk DISK = SmallDisk.ofMegabytes(320);
    private static final EmbeddedPostgresServer SERVER = server();
    private static final PostgresDatabase DATABASE = SERVER.newDatabase();
    private static final int MOST = 60;

    private record Send(UUID clientId, String text) {}

    private final Random random = new Random(35);
    private final List<Send> taken = new ArrayList<>();
    private final List<Send> refused = new ArrayList<>();
    private Person alice;
    private Person bob;

    private static EmbeddedPostgresServer server() {
        try {
            EmbeddedPostgresServer server = EmbeddedPostgresServer.startIn(DISK.folder().resolve("postgres"));
            SpringApplication.getShutdownHandlers().add(() -> {
                try {
                    server.close();
                } finally {
                    DISK.close();
                }
            });
            return server;
        } catch (RuntimeException failed) {
            DISK.close();
            throw failed;
        }
    }

    @DynamicPropertySource
    static void keepsMailboxesOnTheSmallDisk(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", DATABASE::url);
        properties.add("spring.datasource.username", DATABASE::username);
        properties.add("spring.datasource.password", DATABASE::password);
    }

    @BeforeEach
    void beginAChat() {
        alice = someone();
        bob = someone();
        sends();
        sends();
    }

    @AfterEach
    void makeRoom() {
        DISK.free();
    }

    @Test
    @Tag("case-35")
    void refusesSendsServesReadsAndLosesNothingThatItTook() throws SQLException {
        beginASegmentOfTheLog();
        DISK.fill();

        while (refused.size() < 20 && taken.size() < MOST) {
            sends();
        }

        assertThat(refused).hasSize(20);
        assertThat(read(alice, bob)).isEqualTo(texts(taken));
        assertThat(read(bob, alice)).isEqualTo(texts(taken));
        eventually(() -> assertThat(bob.get("/v1/chats").status()).isEqualTo(200));
        eventually(() -> assertThat(bob.get("/v1/updates").status()).isEqualTo(200));
        eventually(() -> assertThat(bob.get("/v1/search?q=line").status()).isEqualTo(200));

        DISK.free();
        whatWasRefusedIsTaken();
    }

    @Test
    @Tag("case-35")
    void comesBackWithAllItTookWhenNotEvenTheLogFoundRoom() {
        DISK.fill();

        boolean alive = true;
        while (alive && taken.size() + refused.size() < MOST) {
            sends();
            alive = writesMegabytesOfLog();
        }
        sends();

        assertThat(alive).isFalse();
        assertThat(refused).isNotEmpty();

        DISK.free();
        SERVER.startAgain();
        whatWasRefusedIsTaken();
    }

    private void whatWasRefusedIsTaken() {
        refused.forEach(this::isTaken);
        taken.addAll(refused);
        taken.forEach(this::isTaken);

        assertThat(read(alice, bob)).containsExactlyInAnyOrderElementsOf(texts(taken));
        assertThat(read(bob, alice)).isEqualTo(read(alice, bob));
        Send last = aSend();
        isTaken(last);
        assertThat(last.text()).isEqualTo(read(bob, alice).getLast());
    }

    // Not always at the first try: connections of before are found dead one by one.
    private void isTaken(Send send) {
        eventually(() -> assertThat(answerTo(send)).isEqualTo(201));
    }

    private void sends() {
        Send send = aSend();
        (answerTo(send) == 201 ? taken : refused).add(send);
    }

    // So long, and so little alike, that few find room in the pages there are.
    private Send aSend() {
        byte[] noise = new byte[2_000];
        random.nextBytes(noise);
        return new Send(UUID.randomUUID(), "line " + Base64.getEncoder().encodeToString(noise));
    }

    private int answerTo(Send send) {
        Answer answer = alice.send(bob.id, send.clientId(), send.text());
        if (answer.status() != 201) {
            assertThat(answer.status()).as(answer.json().toString()).isEqualTo(503);
            assertThat(answer.retryAfter()).isNotNull();
        }
        return answer.status();
    }

    // The oldest first.
    private static List<String> read(Person reader, Person partner) {
        return reader.textsWith(partner.id).reversed();
    }

    private static List<String> texts(List<Send> sends) {
        return sends.stream().map(Send::text).toList();
    }

    // Its log takes room by segments, and so is not what finds none first.
    private static void beginASegmentOfTheLog() throws SQLException {
        try (Connection connection = DATABASE.connect(); Statement statement = connection.createStatement()) {
            statement.execute("select pg_switch_wal()");
            statement.execute("checkpoint");
        }
    }

    private static boolean writesMegabytesOfLog() {
        try (Connection connection = DATABASE.connect(); Statement statement = connection.createStatement()) {
            statement.execute("select pg_logical_emit_message(false, 'load', repeat('x', 8000000))");
            return true;
        } catch (SQLException _) {
            return false;
        }
    }
}
