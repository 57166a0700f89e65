package dev.lethe.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/// People who send at a given rate, or as fast as they are answered.
///
/// @param tokens    of the senders, one connection each
/// @param receivers of whom each send goes to one
record PacedSenders(URI at, List<String> tokens, List<UUID> receivers) {

    /// What came of it.
    record Sent(long answered, double seconds) {

        double perSecond() {
            return answered / seconds;
        }
    }

    /// Sends for a while.
    ///
    /// @param perSecond all senders together; infinite for as fast as they are answered
    Sent send(double perSecond, Duration duration) throws InterruptedException, ExecutionException {
        var interval = (long) (tokens.size() * 1e9 / perSecond);
        var answered = 0L;
        var begin = System.nanoTime();
        var end = begin + duration.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Long>> senders = new ArrayList<>();
            for (var i = 0; i < tokens.size(); i++) {
                var first = begin + interval * i / tokens.size();
                var token = tokens.get(i);
                senders.add(() -> run(token, first, interval, end));
            }
            for (var sender : threads.invokeAll(senders)) {
                answered += sender.get();
            }
        }
        return new Sent(answered, (System.nanoTime() - begin) / 1e9);
    }

    private long run(String token, long first, long interval, long end) throws IOException {
        var answered = 0L;
        for (var next = first; next < end && System.nanoTime() < end; next += interval) {
            LockSupport.parkNanos(next - System.nanoTime());
            var receiver = receivers.get(ThreadLocalRandom.current().nextInt(receivers.size()));
            var request = Exchange.open(at.resolve("/v1/chats/" + receiver + "/messages"), token);
            request.setDoOutput(true);
            request.setRequestProperty("Content-Type", "application/json");
            try (var body = request.getOutputStream()) {
                body.write(Deliveries.stamped(UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));
            }
            if (request.getResponseCode() == 201) {
                answered++;
            }
            Exchange.readAll(request);
        }
        return answered;
    }
}
