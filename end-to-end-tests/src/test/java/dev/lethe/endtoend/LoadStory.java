package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.client.Messages.Draft;
import dev.lethe.client.Messages.Message;
import dev.lethe.client.ProblemException;

/// Processes die while people write; nothing that was acknowledged is lost, doubled or out of order.
class LoadStory {

    private static final int WRITERS = 8;
    private static final int MORE = 40;
    /// From the kill until the process serves again and everybody gets further.
    private static final Duration BACK = Duration.ofSeconds(30);

    @Test
    @Tag("case-34")
    void killsUnderLoadLoseDoubleAndReorderNothing() throws Exception {
        List<Writer> writers = IntStream.range(0, WRITERS)
                .mapToObj(i -> new Writer(Person.called("Writer" + i), Person.called("Reader" + i))).toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            try {
                writers.forEach(writer -> all.add(threads.submit(writer)));
                awaitMore(writers, Running.READY);
                for (String victim : List.of("postgres", "kafka", "message-service", "gateway")) {
                    Instant killed = Instant.now();
                    Running.killAndRestart(victim);
                    awaitMore(writers, BACK.minus(Duration.between(killed, Instant.now())));
                }
            } finally {
                writers.forEach(Writer::ends);
            }
            for (Future<?> one : all) {
                one.get();
            }
        }

        for (Writer writer : writers) {
            List<String> written = writer.acknowledged.stream().map(message -> String.valueOf(message.text())).toList();
            assertThat(writer.author.textsWith(writer.reader).reversed()).isEqualTo(written);
            assertThat(writer.reader.textsWith(writer.author).reversed()).isEqualTo(written);
            assertThat(writer.acknowledged.stream().map(message -> Long.parseLong(message.id()))).isSorted()
                    .doesNotHaveDuplicates();
            assertThat(writer.refusals).allSatisfy(problem -> {
                assertThat(problem.status()).isEqualTo(503);
                assertThat(problem.retryAfter()).isNotNull();
            });
        }
    }

    // Each of them gets further, not just some.
    private static void awaitMore(List<Writer> writers, Duration within) {
        List<Integer> before = writers.stream().map(writer -> writer.count.get()).toList();
        eventually(within, () -> {
            for (int i = 0; i < writers.size(); i++) {
                assertThat(writers.get(i).count.get()).isGreaterThan(before.get(i) + MORE / WRITERS);
            }
        });
    }

    /// Writes one message after the other, each until it is acknowledged.
    private static final class Writer implements Runnable {

        private final Person author;
        private final Person reader;
        private final ConcurrentLinkedQueue<Message> acknowledged = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<ProblemException> refusals = new ConcurrentLinkedQueue<>();
        private final AtomicInteger count = new AtomicInteger();
        private volatile boolean ending;

        Writer(Person author, Person reader) {
            this.author = author;
            this.reader = reader;
        }

        void ends() {
            ending = true;
        }

        @Override
        public void run() {
            for (int i = 0; !ending; i++) {
                Draft draft = Draft.ofText("line " + i);
                eventually(Running.READY, () -> send(draft));
            }
        }

        private void send(Draft draft) {
            try {
                acknowledged.add(author.messages().send(reader.id(), draft));
                count.incrementAndGet();
            } catch (ProblemException problem) {
                refusals.add(problem);
                throw new AssertionError("not acknowledged yet", problem);
            } catch (RuntimeException unreachable) {
                throw new AssertionError("the gateway is away", unreachable);
            }
        }
    }
}
