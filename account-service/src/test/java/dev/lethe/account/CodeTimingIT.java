package dev.lethe.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.lethe.account.People.Device;
import dev.lethe.test.TestClock;

/// Whoever asks for codes learns nothing from how long an answer takes. `-Dlethe.code-timing=2000` tells it more exactly.
@AccountTest
class CodeTimingIT {

    private static final int EACH = Integer.getInteger("lethe.code-timing", 60);
    /// What chance alone exceeds once in a thousand times (Kolmogorov and Smirnov).
    private static final double CHANCE = 1.95 * Math.sqrt(2.0 / EACH);
    /// So many codes are let through in an hour.
    private static final int AN_HOUR = 250;

    @Autowired
    private People people;
    @Autowired
    private TestClock clock;
    private int asked;

    private record Sample(boolean isKnown, long nanos) {}

    @BeforeEach
    void aDayLater() {
        clock.advance(Duration.ofHours(25));
    }

    @Test
    @Tag("case-41")
    void takesAsLongForNumbersWithAnAccountAsForOthers() throws IOException {
        List<String> known = IntStream.range(0, EACH).mapToObj(_ -> registers().number()).toList();

        double distance = distance(known);
        // one repetition is allowed, for chance
        double again = distance < CHANCE ? distance : distance(known);

        Files.writeString(Path.of("target", "code-timing.txt"),
                "%d numbers of each kind: distance %.3f, by chance up to %.3f%n".formatted(EACH, again, CHANCE));
        assertThat(again).isLessThan(CHANCE);
    }

    private Device registers() {
        count();
        return people.registers();
    }

    private double distance(List<String> known) {
        clock.advance(Duration.ofSeconds(61));
        List<String> numbers = new ArrayList<>(known);
        numbers.addAll(Stream.generate(People::unusedNumber).limit(EACH).toList());
        Collections.shuffle(numbers);
        return distanceOf(numbers.stream().map(it -> sample(it, known.contains(it))).toList());
    }

    private Sample sample(String number, boolean isKnown) {
        count();
        long begin = System.nanoTime();
        Answer answer = people.call("POST", "/v1/sign-in/codes", null, Map.of("number", number),
                People.unusedNetwork());
        long took = System.nanoTime() - begin;
        answer.expect(202);
        return new Sample(isKnown, took);
    }

    private void count() {
        asked++;
        if (asked % AN_HOUR == 0) {
            clock.advance(Duration.ofMinutes(61));
        }
    }

    /// How far the two shares of answers that came within a time are apart, at most.
    private static double distanceOf(List<Sample> samples) {
        double apart = 0;
        int balance = 0;
        for (Sample sample : samples.stream().sorted((a, b) -> Long.compare(a.nanos(), b.nanos())).toList()) {
            balance += sample.isKnown() ? 1 : -1;
            apart = Math.max(apart, Math.abs(balance) / (double) EACH);
        }
        return apart;
    }
}
