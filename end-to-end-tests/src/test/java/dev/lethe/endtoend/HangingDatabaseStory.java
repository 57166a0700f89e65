package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database that neither answers nor dies is the worst kind of away: every connection looks alive.
class HangingDatabaseStory {
    private static final int SENDERS = 60;
    private static final int READERS_EACH = 4;
    private static final Duration HANGS = Duration.ofSeconds(60);
    /// A send waits ten seconds for its commit, whatever else is asked waits ten seconds for the database. Seen: 10.3 s; the
    /// rest is for machines that do other work.
    private static final Duration PATIENCE = Duration.ofSeconds(13);
    /// Less than an account may ask in a minute, should all be refused at once.
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration STUCK = Duration.ofSeconds(50);
    private static final Duration BACK = Duration.ofSeconds(10);
    /// What comes and goes by itself: for jobs, and for connections that are tried in vain.
    private static final int OTHER_THREADS = 40;

    private record Send(UUID clientId, String text) {}

    private record Tried(String path, Instant begun, Duration took, HttpResponse<Void> answer) {
        boolean isRefused() {
            return answer.statusCode() == 503 && answer.headers().firstValue("Retry-After").isPresent();
        }
    }

    /// @param asked all answers, the first of them from before
    /// @param over  when there were answers to all, and it goes on
    private record Hang(Instant begun, List<Tried> asked, long threadsBefore, long threadsAfter, Instant over) {}

    @TempDir
    private Path folder;
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void disconnect() {
        http.close();
    }

    @Test
    @Tag("case-36")
    void everythingIsRefusedInTimeAndNothingIsLostOrDoubledAfterwards() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        alice.sends("before", bob);
        List<Send> sends = IntStream.range(0, SENDERS).mapToObj(i -> new Send(UUID.randomUUID(), "line " + i)).toList();
        List<String> reads = List.of("/v1/chats", "/v1/chats/" + bob.id() + "/messages", "/v1/search?q=before",
                "/v1/updates");

        Hang hang = hang(alice, bob, sends, reads);

        Instant back = hang.over().plus(BACK);
        for (String path : reads) {
            eventually(left(back), () -> assertThat(read(alice, path).answer().statusCode()).isEqualTo(200));
        }
        for (Send send : sends) {
            eventually(left(back), () -> assertThat(send(alice, bob, send).answer().statusCode()).isEqualTo(201));
        }
        assertThat(hang.asked()).hasSizeGreaterThan(5 * SENDERS);
        assertThat(hang.asked().stream().filter(tried -> tried.took().compareTo(PATIENCE) > 0)).isEmpty();
        assertThat(hang.asked().stream().filter(tried -> !tried.isRefused())
                .filter(tried -> tried.begun().isAfter(hang.begun()) || tried.answer().statusCode() != 200)).isEmpty();
        assertThat(hang.threadsAfter()).isLessThan(hang.threadsBefore() + OTHER_THREADS);
        List<String> expected = Stream.concat(Stream.of("before"), sends.stream().map(Send::text)).toList();
        assertThat(bob.textsWith(alice)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(alice.textsWith(bob)).isEqualTo(bob.textsWith(alice));
    }

    private Hang hang(Person alice, Person bob, List<Send> sends, List<String> reads) throws Exception {
        reads.forEach(path -> assertThat(read(alice, path).answer().statusCode()).isEqualTo(200));
        long threads = threads();
        List<Tried> tried = new ArrayList<>();
        try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
            Instant end = Instant.now().plus(HANGS).plus(PAUSE);
            List<Future<List<Tried>>> asked = new ArrayList<>();
            // before it hangs, so that connections are at work when it does
            Collections.nCopies(READERS_EACH, reads).forEach(all -> all
                    .forEach(path -> asked.add(askers.submit(() -> until(end, () -> read(alice, path))))));
            try (Hanging _ = Hanging.of("postgres")) {
                Instant begun = Instant.now();
                sends.forEach(send -> asked.add(askers.submit(() -> until(end, () -> send(alice, bob, send)))));
                for (Future<List<Tried>> one : asked) {
                    tried.addAll(one.get());
                }
                return new Hang(begun, tried, threads, threads(), Instant.now());
            }
        }
    }

    private static List<Tried> until(Instant end, Supplier<Tried> ask) {
        List<Tried> all = new ArrayList<>();
        while (Instant.now().isBefore(end)) {
            Tried tried = ask.get();
            all.add(tried);
            LockSupport.parkNanos(PAUSE.minus(tried.took()).toNanos());
        }
        return all;
    }

    private static Duration left(Instant end) {
        return Duration.between(Instant.now(), end);
    }

    private Tried send(Person from, Person to, Send send) {
        return ask(from, "/v1/chats/" + to.id() + "/messages", request -> request.POST(BodyPublishers
                .ofString("{\"clientId\":\"" + send.clientId() + "\",\"text\":\"" + send.text() + "\"}")));
    }

    private Tried read(Person reader, String path) {
        return ask(reader, path, HttpRequest.Builder::GET);
    }

    // Not by the client, which waits and tries again by itself.
    private Tried ask(Person person, String path, UnaryOperator<HttpRequest.Builder> call) {
        Instant begun = Instant.now();
        try {
            HttpResponse<Void> answer = http.send(call.apply(HttpRequest
                    .newBuilder(Doors.gateway().resolve(path))
                    .header("Authorization", "Bearer " + person.session().accessToken())
                    .header("Content-Type", "application/json")
                    .timeout(STUCK)).build(), BodyHandlers.discarding());
            return new Tried(path, begun, Duration.between(begun, Instant.now()), answer);
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }

    /// Virtual ones too, so that none waits unseen.
    private long threads() throws IOException {
        long process = Objects.requireNonNull(Running.suite().process("message-service").handle()).pid();
        Path dump = folder.resolve("threads.json");
        Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process), "Thread.dump_to_file", "-overwrite", "-format=json", dump.toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(jcmd.onExit().join().exitValue()).isZero();
        try (Stream<String> lines = Files.lines(dump)) {
            return lines.filter(line -> line.contains("\"tid\":")).count();
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
