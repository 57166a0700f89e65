package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A database that neither answers nor dies is the worst kind of away: every connection looks alive.
class HangingDatabaseStory {
    private static final int SENDS = 60;
    /// A send waits ten seconds for its commit; the rest is for 60 at once on a small machine. The gateway would cut it
    /// off after 30 s, and a connection gives up after 40.
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration STUCK = Duration.ofSeconds(50);
    private static final Duration BACK = Duration.ofSeconds(10);

    private record Send(UUID clientId, String text) {}

    private record Tried(Duration took, HttpResponse<Void> answer) {
        boolean isAcknowledged() { return answer.statusCode() == 201; }
    }

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void disconnect() {
        http.close();
    }

    @Test
    @Tag("case-36")
    void sendsAreRefusedInTimeAndNoneIsLostOrDoubledAfterwards() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        alice.sends("before", bob);
        List<Send> sends = IntStream.range(0, SENDS).mapToObj(i -> new Send(UUID.randomUUID(), "line " + i)).toList();

        List<Tried> whileItHangs;
        try (Hanging _ = Hanging.of("postgres")) {
            whileItHangs = all(sends.stream().<Callable<Tried>>map(send -> () -> tried(alice, bob, send)).toList());
        }

        assertThat(whileItHangs).allSatisfy(tried -> {
            assertThat(tried.took()).isLessThan(PATIENCE);
            assertThat(tried.answer().statusCode()).isEqualTo(503);
            assertThat(tried.answer().headers().firstValue("Retry-After")).isPresent();
        });
        eventually(BACK, () -> assertThat(tried(alice, bob, sends.getFirst()).isAcknowledged()).isTrue());
        sends.forEach(send -> eventually(() -> assertThat(tried(alice, bob, send).isAcknowledged()).isTrue()));
        List<String> expected = Stream.concat(Stream.of("before"), IntStream.range(0, SENDS).mapToObj(i -> "line " + i))
                .toList();
        assertThat(bob.textsWith(alice)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(alice.textsWith(bob)).isEqualTo(bob.textsWith(alice));
    }

    // Not by the client, which waits and tries again by itself.
    private Tried tried(Person from, Person to, Send send) {
        Instant begun = Instant.now();
        try {
            HttpResponse<Void> answer = http.send(HttpRequest
                    .newBuilder(Running.suite().gateway().resolve("/v1/chats/" + to.id() + "/messages"))
                    .header("Authorization", "Bearer " + from.session().accessToken())
                    .header("Content-Type", "application/json")
                    .timeout(STUCK)
                    .POST(BodyPublishers.ofString("{\"clientId\":\"" + send.clientId() + "\",\"text\":\"" + send.text()
                            + "\"}"))
                    .build(), BodyHandlers.discarding());
            return new Tried(Duration.between(begun, Instant.now()), answer);
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }

    private static List<Tried> all(List<Callable<Tried>> sends) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Tried> all = new ArrayList<>();
            for (Future<Tried> one : threads.invokeAll(sends)) {
                all.add(one.get());
            }
            return all;
        }
    }

    /// A process and all it has started, stopped in the middle of whatever they do until this is closed.
    private record Hanging(ProcessHandle root) implements AutoCloseable {
        static Hanging of(String process) throws IOException {
            ProcessHandle root = Objects.requireNonNull(Running.suite().process(process).handle());
            // the root first, so that it starts no more of them
            Hanging hanging = new Hanging(root);
            hanging.signal("-STOP");
            return hanging;
        }

        private void signal(String signal) throws IOException {
            signal(signal, Stream.of(root));
            signal(signal, root.descendants());
        }

        private static void signal(String signal, Stream<ProcessHandle> processes) throws IOException {
            List<String> command = new ArrayList<>(List.of("kill", signal));
            processes.map(each -> Long.toString(each.pid())).forEach(command::add);
            // a helper process of the server may have ended meanwhile
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start().onExit().join();
        }

        @Override
        public void close() throws IOException {
            signal("-CONT");
        }
    }
}
