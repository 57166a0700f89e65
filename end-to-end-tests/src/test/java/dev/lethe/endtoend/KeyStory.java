package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.client.Messages.Message;
import dev.lethe.client.MyAccount.DeletionOutcome;
import dev.lethe.launcher.process.ManagedProcess;

/// P3: two of three keyholders open what is sealed, one opens nothing.
class KeyStory {

    @Test
    @Tag("case-49")
    void oneKeyholderMayBeAwayAndTwoMayNot() {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        alice.sends("hello", bob);
        ManagedProcess first = Running.suite().process("keyholder-1");
        ManagedProcess second = Running.suite().process("keyholder-2");
        try {
            first.kill();
            Running.killAndRestart("message-service");
            eventually(() -> assertThat(bob.textsWith(alice)).containsExactly("hello"));

            second.kill();
            Running.suite().process("message-service").kill();
            Running.suite().process("message-service").start();
            eventually(() -> assertThat(
                    AccountDeletionStory.raw("GET", "/v1/chats/" + alice.id() + "/messages",
                            bob.session().accessToken()))
                    .isEqualTo(503));
        } finally {
            first.start();
            second.start();
        }
        eventually(Duration.ofSeconds(60), () -> assertThat(bob.textsWith(alice)).containsExactly("hello"));
    }

    @Test
    void aKeyholderStaysSmall() throws Exception {
        for (String keyholder : Stores.KEYHOLDERS) {
            ProcessHandle process = Objects.requireNonNull(Running.suite().process(keyholder).handle());
            Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
            assumeThat(status).exists();
            long kibibytes = Files.readAllLines(status).stream().filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
            assertThat(kibibytes).as(keyholder).isPositive().isLessThanOrEqualTo(200 << 10);
        }
    }

    @Test
    @Tag("case-51")
    void swappedCiphertextIsRefusedAndReported() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        Message one = alice.sends("first words", bob);
        Message other = alice.sends("second words", bob);
        long logged = alarms();
        swap(alice, one, other);

        String answer = body("/v1/chats/" + bob.id() + "/messages", alice.session().accessToken());

        assertThat(answer).doesNotContain("first words", "second words");
        eventually(() -> assertThat(alarms()).isGreaterThan(logged));
        swap(alice, one, other);
        assertThat(alice.textsWith(bob)).containsExactly("second words", "first words");
    }

    @Test
    @Tag("case-52")
    void keysAreUnreachableFiveSecondsAfterAnErasureHoweverHotTheyWere() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        for (int i = 0; i < 20; i++) {
            alice.sends("hot " + i, bob);
            assertThat(alice.textsWith(bob)).isNotEmpty();
        }

        DeletionOutcome outcome = alice.deletesAccount();
        Instant executed = Instant.now();

        eventually(Duration.ofSeconds(5), () -> assertThat(holdersWithSharesOf(alice)).isLessThan(2));
        assertThat(Duration.between(executed, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(AccountDeletionStory.raw("GET", "/v1/chats/" + bob.id() + "/messages",
                alice.session().accessToken())).isEqualTo(401);
        Erasures.isComplete(alice.id(), outcome);
    }

    private static long holdersWithSharesOf(Person person) throws Exception {
        long holders = 0;
        for (String keyholder : Stores.KEYHOLDERS) {
            holders += Stores.count(keyholder, "select count(*) from share where subject = ?", person.id()) > 0 ? 1 : 0;
        }
        return holders;
    }

    private static void swap(Person owner, Message one, Message other) throws Exception {
        long first = Long.parseLong(one.id());
        long second = Long.parseLong(other.id());
        Stores.update("message", """
                update message m set body = o.body from message o
                where m.owner_id = ? and o.owner_id = m.owner_id
                  and ((m.id = ? and o.id = ?) or (m.id = ? and o.id = ?))""", owner.id(), first, second, second,
                first);
    }

    private static long alarms() throws Exception {
        String log = Files.readString(Running.suite().process("message-service").log());
        return Arrays.stream(log.split("\n")).filter(line -> line.contains("ERROR")).count();
    }

    private static String body(String path, String token) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(Doors.gateway().resolve(path))
                            .header("Authorization", "Bearer " + token).build(),
                    HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
