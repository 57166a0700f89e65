package dev.lethe.benchmarks;

import java.time.Duration;
import java.util.List;

/// How long each contender runs at a time, and how often.
record Plan(Duration duration, int runs) {

    static Plan of(List<String> arguments, Plan usual) {
        var seconds = arguments.isEmpty() ? usual.duration.toSeconds() : Long.parseLong(arguments.getFirst());
        var runs = arguments.size() < 2 ? usual.runs : Integer.parseInt(arguments.get(1));
        if (seconds < 1 || runs < 1 || arguments.size() > 2) {
            throw new IllegalArgumentException("expected: seconds, runs");
        }
        return new Plan(Duration.ofSeconds(seconds), runs);
    }

    String seconds() {
        return Long.toString(duration.toSeconds());
    }
}
