package dev.lethe.message.stream;

import java.util.List;
import java.util.concurrent.Semaphore;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.lethe.message.history.MessageRow;
import dev.lethe.message.mailbox.Cursor;
import dev.lethe.message.update.UpdateFeed;
import dev.lethe.platform.caller.Caller;

/// Reads from the mailbox, a few streams at once, so that a wave of wake-ups leaves connections to those who ask and send.
@Component
class FeedReading implements Feed {
    private final UpdateFeed feed;
    private final Semaphore turns;

    FeedReading(UpdateFeed feed, StreamProperties properties) {
        this.feed = feed;
        this.turns = new Semaphore(properties.reads(), true);
    }

    @Override
    public UpdateFeed.Batch after(Caller reader, @Nullable Cursor cursor, int limit) {
        turns.acquireUninterruptibly();
        try {
            return feed.after(reader, cursor, limit);
        } finally {
            turns.release();
        }
    }

    /// Asks no database, so it waits for no turn.
    @Override
    public List<UpdateFeed.Step> appended(Caller reader, Cursor cursor, List<MessageRow> rows) {
        return feed.appended(reader, cursor, rows);
    }
}
