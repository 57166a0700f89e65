package dev.lethe.client;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/// What happened in my mailbox, in order and each once.
public final class Updates {

    private static final int PAGE = 100;

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

    /// Follows what happens from now on, until closed or until the session ends.
    ///
    /// @param receiver gets one update, or a reset, at a time, on a thread of its own; what it throws ends the following
    public LiveUpdates follow(Consumer<Batch> receiver) {
        return follow(after(null).cursor(), receiver);
    }

    /// Follows what happens after a cursor of an earlier batch.
    public LiveUpdates follow(String cursor, Consumer<Batch> receiver) {
        return new LiveUpdates(calls, this, cursor, receiver).started();
    }
}
