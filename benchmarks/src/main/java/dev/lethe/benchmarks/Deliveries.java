package dev.lethe.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Live streams of some people; each text that arrives tells when it was sent, by the same clock.
final class Deliveries implements AutoCloseable {

    private static final String MARK = "|sent=";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Thread> followers = new ArrayList<>();
    private final ConcurrentLinkedQueue<Long> nanoseconds = new ConcurrentLinkedQueue<>();

    /// Opens a stream for each token and returns when all are open.
    static Deliveries to(List<String> tokens, URI at) throws InterruptedException {
        var deliveries = new Deliveries();
        var open = new CountDownLatch(tokens.size());
        tokens.forEach(token -> deliveries.followers
                .add(Thread.ofVirtual().start(() -> deliveries.follow(token, at, open))));
        if (!open.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the streams do not open");
        }
        return deliveries;
    }

    /// The body of a send whose arrival will be told.
    static String stamped(UUID clientId) {
        var words = "The quick brown fox jumps over the lazy dog, then it rests; the dog does not mind at all";
        return "{\"clientId\":\"%s\",\"text\":\"%s%s%d|\"}".formatted(clientId, words, MARK, System.nanoTime());
    }

    void forget() {
        nanoseconds.clear();
    }

    /// Milliseconds from send to arrival, shortest first; of all that were sent, however late.
    double[] delays(long sent) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (nanoseconds.size() < sent) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(sent + " were sent and " + nanoseconds.size() + " arrived");
            }
            Thread.sleep(10);
        }
        return nanoseconds.stream().mapToDouble(it -> it / 1e6).sorted().toArray();
    }

    private void follow(String token, URI at, CountDownLatch open) {
        try {
            var stream = Exchange.open(at.resolve("/v1/updates/stream"), token);
            stream.setRequestProperty("Accept", "text/event-stream");
            if (stream.getResponseCode() == 200) {
                open.countDown();
            }
            try (var lines = new BufferedReader(
                    new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8))) {
                lines.lines().forEach(this::take);
            }
        } catch (IOException | UncheckedIOException _) {
            // closed
        }
    }

    private void take(String line) {
        var mark = line.indexOf(MARK);
        if (mark >= 0) {
            var from = mark + MARK.length();
            nanoseconds.add(System.nanoTime() - Long.parseLong(line.substring(from, line.indexOf('|', from))));
        }
    }

    @Override
    public void close() {
        // closes the socket that a virtual thread reads from
        followers.forEach(Thread::interrupt);
    }
}
