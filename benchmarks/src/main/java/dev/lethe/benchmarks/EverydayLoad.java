package dev.lethe.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

import dev.lethe.launcher.distribution.Folders;

/// People who come at a rate of their own, by Gatling, and what became of their requests.
final class EverydayLoad {

    /// Each writes to so many others, so that there are pages to read.
    private static final int FRIENDS = 10;
    private static final int TEXTS = 1_000;

    private final URI at;
    private final List<UUID> ids;
    private final List<String> tokens;
    private final double peoplePerSecond;
    private final Duration duration;
    private final List<String> texts;
    private final Map<String, ConcurrentLinkedQueue<Integer>> answered = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();

    EverydayLoad(URI at, Crowd crowd, double peoplePerSecond, Duration duration) {
        this.at = at;
        this.ids = crowd.ids();
        this.tokens = crowd.tokens();
        this.peoplePerSecond = peoplePerSecond;
        this.duration = duration;
        var vocabulary = new Vocabulary(new Random(1));
        List<String> made = new ArrayList<>();
        for (var i = 0; i < TEXTS; i++) {
            made.add(vocabulary.message());
        }
        this.texts = List.copyOf(made);
    }

    /// Lets them come until their time is over and all are answered.
    EverydayLoad run() throws IOException {
        var results = Files.createTempDirectory("lethe-gatling");
        EverydaySimulation.about(this);
        try {
            var code = io.gatling.app.Gatling$.MODULE$.fromArgs(new String[] {"--simulation",
                EverydaySimulation.class.getName(), "--no-reports", "--results-folder", results.toString()});
            if (code != 0) {
                throw new IllegalStateException("Gatling ended with " + code);
            }
        } finally {
            Folders.delete(results);
        }
        return this;
    }

    /// A request is over.
    ///
    /// @param status 0 when there was no answer
    void note(String name, int status, int millis, boolean saysWhenToRetry) {
        if (status >= 200 && status < 300) {
            answered.computeIfAbsent(name, _ -> new ConcurrentLinkedQueue<>()).add(millis);
        } else if ((status == 429 || status == 503) && saysWhenToRetry) {
            refused.increment();
        } else {
            failures.computeIfAbsent(name + " " + status, _ -> new LongAdder()).increment();
        }
    }

    /// Milliseconds of the good answers, shortest first.
    int[] millis(String name) {
        return answered.getOrDefault(name, new ConcurrentLinkedQueue<>()).stream().mapToInt(it -> it).sorted()
                .toArray();
    }

    /// How many were turned away in the way they should be.
    long refused() {
        return refused.sum();
    }

    /// How many got another answer, or none.
    long failed() {
        return failures.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /// By what was asked and its status, 0 where there was no answer.
    String failures() {
        return failures.toString();
    }

    URI at() {
        return at;
    }

    List<UUID> ids() {
        return ids;
    }

    List<String> tokens() {
        return tokens;
    }

    double peoplePerSecond() {
        return peoplePerSecond;
    }

    Duration duration() {
        return duration;
    }

    int friends() {
        return FRIENDS;
    }

    String text(int dice) {
        return texts.get(dice % texts.size());
    }

    String word(int dice) {
        return text(dice).split(" ", 2)[0];
    }
}
