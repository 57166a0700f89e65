package dev.lethe.message.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import io.micrometer.core.instrument.MeterRegistry;

import dev.lethe.message.MessageServiceIT;

/// A writer that commits one send after the other, and slowly, is soon behind, whatever the machine.
@TestPropertySource(properties = {"lethe.message.sending.writers=1", "lethe.message.sending.copies-at-once=1",
    "lethe.message.sending.most-waiting=20"})
class FiveTimesTheLoadIT extends MessageServiceIT {
    private static final int WRITERS = 100;
    private static final int LINES = 6;
    private static final int MOST_TRIES = 5_000;
    private static final Duration SOON = Duration.ofSeconds(5);

    @Autowired
    private MeterRegistry meters;

    private record Tried(Answer answer, Duration took) {
        boolean isTaken() { return answer.status() == 201; }
    }

    @Test
    void isRefusedEarlyAndLosesDoublesAndSlowsDownNothingThatItTook() throws Exception {
        List<Person> writers = IntStream.range(0, WRITERS).mapToObj(_ -> someone()).toList();
        writers.forEach(writer -> writer.sends(writer, "first"));

        commitSlowly();

        List<List<Tried>> tried = all(
                writers.stream().<Callable<List<Tried>>>map(writer -> () -> writes(writer)).toList());

        List<Tried> everything = tried.stream().flatMap(List::stream).toList();
        assertThat(everything).allSatisfy(one -> assertThat(one.took()).isLessThan(SOON));
        assertThat(everything).filteredOn(one -> !one.isTaken()).hasSizeGreaterThan(WRITERS * LINES).allSatisfy(one -> {
            assertThat(one.answer().status()).isEqualTo(503);
            assertThat(one.answer().retryAfter()).isEqualTo("1");
        });
        for (Person writer : writers) {
            assertThat(writer.textsWith(writer.id).reversed()).isEqualTo(lines());
        }
        assertThat(meters.get("lethe.message.waiting").gauge().value()).isZero();
        writers.forEach(writer -> assertThat(timed(writer, UUID.randomUUID(), "last").isTaken()).isTrue());
    }

    private void commitSlowly() {
        jdbc.sql("""
                create function slowly() returns trigger language plpgsql as
                    $$ begin perform pg_sleep(0.01); return null; end $$
                """).update();
        jdbc.sql("create trigger slowly after insert on sent for each statement execute function slowly()").update();
    }

    // Each line until it is taken, without the pause that was asked for.
    private List<Tried> writes(Person writer) {
        List<Tried> tried = new ArrayList<>();
        for (String line : lines().subList(1, lines().size())) {
            UUID clientId = UUID.randomUUID();
            do {
                tried.add(timed(writer, clientId, line));
            } while (!tried.getLast().isTaken() && tried.size() < MOST_TRIES);
        }
        return tried;
    }

    private static Tried timed(Person writer, UUID clientId, String text) {
        long begun = System.nanoTime();
        Answer answer = writer.send(writer.id, clientId, text);
        return new Tried(answer, Duration.ofNanos(System.nanoTime() - begun));
    }

    private static List<String> lines() {
        return Stream.concat(Stream.of("first"), IntStream.range(0, LINES).mapToObj(i -> "line " + i)).toList();
    }

    private static <T> List<T> all(List<Callable<T>> acts) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> all = new ArrayList<>();
            for (Future<T> one : threads.invokeAll(acts)) {
                all.add(one.get());
            }
            return all;
        }
    }
}
