package dev.lethe.account.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.problem.Problem;

class PasswordHashingTest {

    private static final PlainPassword PASSWORD = PlainPassword.of("four words of mine");

    private final PasswordHashing hashing = new PasswordHashing(new PasswordProperties(1, 2));

    @AfterEach
    void stop() {
        hashing.stop();
    }

    @Test
    void hashesAsHardAsWasAgreed() {
        String hash = hashing.hash(PASSWORD);

        assertThat(hash).startsWith("$argon2id$v=19$m=47104,t=1,p=1$");
        assertThat(hashing.matches(PASSWORD, hash)).isTrue();
        assertThat(hashing.matches(PlainPassword.of("four words of yours"), hash)).isFalse();
        assertThat(hashing.hash(PASSWORD)).isNotEqualTo(hash);
    }

    @Test
    @Tag("case-6")
    void turnsNobodyAwayWhoWaitsInLine() throws Exception {
        String hash = hashing.hash(PASSWORD);
        try (var threads = Executors.newFixedThreadPool(20)) {
            List<Callable<Boolean>> all = Collections.nCopies(20, () -> hashing.matchesInLine(PASSWORD, hash));

            for (Future<Boolean> one : threads.invokeAll(all)) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    @Test
    @Timeout(60)
    void leavesNobodyWaitingWhenItStops() throws Exception {
        var begun = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(3)) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                all.add(threads.submit(() -> {
                    begun.countDown();
                    try {
                        return !hashing.hash(PASSWORD).isEmpty();
                    } catch (Problem _) {
                        return false;
                    }
                }));
            }
            begun.await();
            hashing.stop();

            for (Future<Boolean> one : all) {
                assertThat(one.get(30, TimeUnit.SECONDS)).isIn(true, false);
            }
        }
    }

    @Test
    void turnsAwayWhoeverWouldWaitTooLong() throws Exception {
        var start = new CountDownLatch(1);
        Callable<Boolean> hash = () -> {
            start.await();
            try {
                return !hashing.hash(PASSWORD).isEmpty();
            } catch (Problem turnedAway) {
                assertThat(turnedAway.type()).isEqualTo(PlatformProblems.UNAVAILABLE);
                return false;
            }
        };
        List<Boolean> served = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(20)) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(threads.submit(hash));
            }
            start.countDown();
            for (Future<Boolean> one : all) {
                served.add(one.get());
            }
        }

        assertThat(served).contains(true, false);
        assertThat(hashing.hash(PASSWORD)).isNotEmpty();
    }
}
