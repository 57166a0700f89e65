package dev.lethe.endtoend.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import dev.lethe.endtoend.Person;
import dev.lethe.endtoend.Running;
import dev.lethe.test.residue.Canary;

/// Case 65: whatever is asked, half with the token of an account and half without, each answer is one that the documents tell
/// of. `-Dlethe.fuzz.seed=` chooses other dice, 0 new ones each time; `-Dlethe.fuzz.requests=` says how many are sent.
class ApiFuzzStory {

    private static final int REQUESTS = Integer.getInteger("lethe.fuzz.requests", 10_000);
    private static final long SEED = seed(Long.getLong("lethe.fuzz.seed", 65));
    private static final int AT_ONCE = 16;
    private static final int SHOWN = 40;
    private static final JsonMapper JSON = new JsonMapper();

    private final Canary canary = Canary.random("a word of a request");
    private final Judge judge = new Judge(canary.value());
    private final Learned learned = new Learned();
    private final List<Operation> operations = ApiDocuments.operations();
    private final AtomicInteger next = new AtomicInteger();
    private final Map<String, String> faults = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
    private final Map<String, Boolean> succeeded = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> took = new ConcurrentLinkedQueue<>();

    @Test
    @Tag("case-65")
    @Tag("case-67")
    void answersAsTheDocumentsSay() throws Exception {
        Leftovers leftovers = Leftovers.since();
        Sessions sessions = Sessions.begun(learned);

        long nanos = System.nanoTime();
        sendAll(sessions);
        report(System.nanoTime() - nanos);

        assertThat(faults.values()).as("seed %d", SEED).isEmpty();
        assertThat(statuses.getOrDefault(503, 0)).as("turned away, of %d", REQUESTS).isLessThan(REQUESTS / 2);
        leftovers.assertNone(List.of(canary));
        Person.called("Eve").sends("still here", sessions.people().getFirst());
    }

    /// A build is not to fail for what it does not change.
    private static long seed(long chosen) {
        return chosen == 0 ? ThreadLocalRandom.current().nextLong() : chosen;
    }

    private void sendAll(Sessions sessions) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int i = 0; i < AT_ONCE; i++) {
                Line line = Line.number(Running.suite().gateway(), i);
                all.add(senders.submit(() -> sendOn(line, sessions)));
            }
        }
        for (Future<?> one : all) {
            one.get();
        }
    }

    private void sendOn(Line line, Sessions sessions) {
        for (int place = next.getAndIncrement(); place < REQUESTS; place = next.getAndIncrement()) {
            Operation operation = operations.get(place % operations.size());
            Dice dice = new Dice(SEED, place);
            Sample sample = new Samples(operation, dice, learned, canary.value()).next();
            if (place / operations.size() % 2 == 0) {
                sample.token(sessions.token(operation, dice));
            }
            send(line, sample, sessions, place);
        }
    }

    private void send(Line line, Sample sample, Sessions sessions, int place) {
        long nanos = System.nanoTime();
        try {
            Answer answer = line.answer(sample.bytes());
            took.add((System.nanoTime() - nanos) / 1_000_000);
            statuses.merge(answer.status(), 1, Integer::sum);
            judge.faults(sample, answer).stream()
                    .filter(_ -> !(sessions.endsBy(sample.operation()) && answer.status() == 401))
                    .forEach(fault -> note(sample, fault, answer.status() + " " + answer.text(), place));
            learn(sample, answer);
        } catch (IOException | IllegalArgumentException e) {
            note(sample, "no answer: " + e, "", place);
        }
    }

    /// One of each kind.
    private void note(Sample sample, String fault, String answer, int place) {
        faults.putIfAbsent(sample.operation().id() + ": " + fault, fault + "\n  to " + place + " of seed " + SEED + ": "
                + sample + "\n  is " + Sample.shortened(answer));
    }

    private void learn(Sample sample, Answer answer) {
        if (answer.status() < 300) {
            succeeded.put(sample.operation().id(), true);
            if (answer.mediaType().equals("application/json")) {
                try {
                    learned.from(JSON.readTree(answer.body()));
                } catch (JacksonException _) {
                    // the judge has seen it
                }
            }
        }
    }

    private void report(long nanos) throws IOException {
        List<Long> sorted = took.stream().sorted().toList();
        String told = """
                seed %d: %d requests in %d s; answers by status %s
                half took %d ms, 99 of 100 %d ms, the longest %d ms
                never successful: %s
                """.formatted(SEED, REQUESTS, nanos / 1_000_000_000, new TreeMap<>(statuses),
                sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100), sorted.getLast(),
                operations.stream().map(Operation::id).filter(id -> !succeeded.containsKey(id)).toList());
        Files.writeString(Path.of("target", "api-fuzz.txt"), told + String.join("\n\n", faults.values()));
        System.out.println(told + faults.values().stream().limit(SHOWN).toList());
    }
}
