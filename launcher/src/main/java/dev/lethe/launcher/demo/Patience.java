package dev.lethe.launcher.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Waits for what comes by itself, such as a text or a receipt.
final class Patience {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private Patience() {
    }

    static <T> T await(Duration longest, String what, Supplier<Optional<T>> look) throws InterruptedException {
        long until = System.nanoTime() + longest.toNanos();
        while (true) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > until) {
                throw new DemoException("waited %d s for %s".formatted(longest.toSeconds(), what));
            }
            Thread.sleep(PAUSE);
        }
    }
}
