package dev.lethe.client;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/// What happened in my mailbox, in order and each once.
public final class Updates {

    private static final int PAGE = 100;
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Calls calls;

    Updates(Calls calls) {
        this.calls = calls;
    }

    /// One change; its type says which of the others is there.
    ///
    /// @param type `message`, `chat` or `gone`
    public record Update(String seq, String type, Messages.@Nullable Message message, Messages.@Nullable Chat chat,
            @Nullable Gone gone) {}

    /// Messages that are no longer there.
    ///
    /// @param chat true when the chat itself is gone, with all that it held
    public record Gone(UUID chatId, List<String> ids, @Nullable Boolean chat) {}

    /// Some changes.
    ///
    /// @param cursor for the next call
    /// @param more   whether there are more already
    /// @param reset  when there: forget what you have, read your chats anew, and go on from the cursor
    public record Batch(List<Update> updates, String cursor, boolean more, @Nullable String reset) {}

    /// What happened since.
    ///
    /// @param cursor of the batch before; none for a cursor to start from
    public Batch after(@Nullable String cursor) {
        return calls.get(Calls.path("/v1/updates", "after", cursor, "limit", PAGE), Batch.class);
    }

    /// Asks again and again on a thread of its own, until closed or until the session ends. Where the gateway
    /// cannot be reached or is busy, it waits and goes on from where it was.
    ///
    /// @param pause    between two questions, when there is nothing more
    /// @param receiver gets each batch that has something to tell
    public Following follow(Duration pause, Consumer<Batch> receiver) {
        String start = after(null).cursor();
        return new Following(Thread.ofVirtual().name("updates").start(() -> loop(start, pause, receiver)));
    }

    private void loop(String start, Duration pause, Consumer<Batch> receiver) {
        String cursor = start;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Batch batch = patiently(cursor);
                cursor = batch.cursor();
                if (!batch.updates().isEmpty() || batch.reset() != null) {
                    receiver.accept(batch);
                }
                if (!batch.more()) {
                    Thread.sleep(pause);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Batch patiently(String cursor) throws InterruptedException {
        Duration wait = SHORTEST_WAIT;
        while (true) {
            Duration asked = null;
            try {
                return after(cursor);
            } catch (UncheckedIOException _) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            } catch (ProblemException problem) {
                if (problem.status() != 429 && problem.status() != 503) {
                    throw problem;
                }
                asked = problem.retryAfter();
            }
            Thread.sleep(asked != null && asked.compareTo(wait) > 0 ? asked : wait);
            Duration doubled = wait.multipliedBy(2);
            wait = doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
        }
    }

    /// A loop that runs until it is closed.
    public static final class Following implements AutoCloseable {

        private final Thread loop;

        private Following(Thread loop) {
            this.loop = loop;
        }

        @Override
        public void close() {
            loop.interrupt();
        }
    }
}
