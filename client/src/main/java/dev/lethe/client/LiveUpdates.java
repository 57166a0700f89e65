package dev.lethe.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.lethe.client.Updates.Batch;
import dev.lethe.client.Updates.Update;

/// Follows my mailbox on a thread of its own, until closed or until the session ends. It reads the live stream and,
/// when that breaks off, goes on after the last event that came. Where there is no stream to be had (too many are
/// open, or something in between does not let it through), it asks from time to time instead.
public final class LiveUpdates implements AutoCloseable {

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration POLLING = Duration.ofSeconds(5);
    /// Three heart-beats: then the connection is dead and only nobody said so.
    private static final Duration SILENCE = Duration.ofSeconds(45);

    private record Reset(String reason) {}

    private final Calls calls;
    private final Updates updates;
    private final Consumer<Batch> receiver;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread loop;
    private volatile @Nullable EventStream stream;
    private volatile long heardAt = System.nanoTime();
    private volatile boolean closed;
    private String cursor;
    private Duration wait = SHORTEST_WAIT;
    private Duration retry = POLLING;
    private boolean polling;

    LiveUpdates(Calls calls, Updates updates, String start, Consumer<Batch> receiver) {
        this.calls = calls;
        this.updates = updates;
        this.cursor = start;
        this.receiver = receiver;
        this.loop = Thread.ofVirtual().name("updates").unstarted(this::run);
    }

    LiveUpdates started() {
        loop.start();
        Thread.ofVirtual().name("updates-watch").start(this::watch);
        return this;
    }

    private void run() {
        try {
            while (!closed) {
                turn();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            over.countDown();
        }
    }

    private void turn() throws InterruptedException {
        boolean asking = polling;
        polling = false;
        try {
            if (asking) {
                poll();
                pause(retry);
                return;
            }
            listen();
            pause(SHORTEST_WAIT);
        } catch (IOException | UncheckedIOException _) {
            pause(longer());
        } catch (ProblemException problem) {
            onRefusal(problem, asking);
        }
    }

    // Where the stream is refused but not for an outage, the next turn asks instead, and the one after tries again.
    private void onRefusal(ProblemException problem, boolean asking) throws InterruptedException {
        closed = closed || problem.status() == 401;
        polling = !asking && problem.status() != 503;
        Duration asked = problem.retryAfter();
        retry = asked == null ? POLLING : asked;
        if (!polling) {
            pause(longer());
        }
    }

    private void listen() throws IOException {
        heardAt = System.nanoTime();
        InputStream body = calls.download("/v1/updates/stream",
                Map.of("Accept", "text/event-stream, application/problem+json", "Last-Event-ID", cursor)).body();
        try (EventStream events = new EventStream(body)) {
            stream = events;
            for (EventStream.Event event = events.next(); event != null && !closed; event = events.next()) {
                heardAt = System.nanoTime();
                wait = SHORTEST_WAIT;
                take(event);
            }
        } finally {
            stream = null;
        }
    }

    private void take(EventStream.Event event) {
        switch (event.type()) {
            case "update" -> receiver.accept(new Batch(List.of(Calls.JSON.readValue(event.data(), Update.class)),
                    event.id(), false, null));
            case "reset" -> receiver.accept(new Batch(List.of(), event.id(), false,
                    Calls.JSON.readValue(event.data(), Reset.class).reason()));
            default -> {
                // a heart-beat only moves the cursor
            }
        }
        cursor = event.id();
    }

    private void poll() {
        Batch batch;
        do {
            batch = updates.after(cursor);
            if (!batch.updates().isEmpty() || batch.reset() != null) {
                receiver.accept(batch);
            }
            cursor = batch.cursor();
        } while (batch.more() && !closed);
    }

    private Duration longer() {
        Duration now = wait;
        Duration doubled = wait.multipliedBy(2);
        wait = doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
        return now;
    }

    private void pause(Duration time) throws InterruptedException {
        if (!closed) {
            Thread.sleep(time);
        }
    }

    private void watch() {
        try {
            while (!over.await(5, TimeUnit.SECONDS)) {
                if (System.nanoTime() - heardAt > SILENCE.toNanos()) {
                    breakOff();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void breakOff() {
        EventStream open = stream;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until nothing more comes, because the session ended or this was closed.
    ///
    /// @return whether it was so within the time
    public boolean awaitEnd(Duration within) throws InterruptedException {
        return over.await(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closed = true;
        breakOff();
        loop.interrupt();
    }
}
