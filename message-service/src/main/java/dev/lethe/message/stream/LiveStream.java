package dev.lethe.message.stream;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.history.MessageRow;
import dev.lethe.message.mailbox.Cursor;
import dev.lethe.message.update.Changes;
import dev.lethe.message.update.UpdateFeed;
import dev.lethe.platform.caller.Caller;

/// One device following its mailbox. It is woken, and reads from the mailbox what there is to tell when the last of it has
/// been written; only a few messages that were just appended need no reading. So a slow device holds no more memory than
/// one event, after a second, and those.
final class LiveStream {
    private static final int PAGE = 50;
    private static final int ADVANCED = 1;
    private static final int HEART_BEAT = 2;
    private static final int END = 4;
    private static final int APPENDED = 8;

    /// @param head where the device stands when all of the page is told
    private record Read(Cursor head, boolean more) {}

    private final Caller reader;
    private final Feed feed;
    private final long openedAt = System.nanoTime();
    private final AtomicInteger calls = new AtomicInteger();
    private final Appended appended = new Appended();
    private final Untold untold = new Untold();
    private volatile @Nullable Thread follower;
    private volatile @Nullable Cursor position;
    private long heardAt = openedAt;
    private int page = PAGE;

    LiveStream(Caller reader, Feed feed) {
        this.reader = reader;
        this.feed = feed;
    }

    /// Writes what comes after the cursor, or after now, until the stream is ended or its client is gone.
    void follow(@Nullable Cursor from, EventWriter out) throws IOException {
        follower = Thread.currentThread();
        Cursor at = catchUp(from, out);
        call(HEART_BEAT);
        for (int call = await(); (call & END) == 0; call = await()) {
            List<MessageRow> rows = appended.take();
            if ((call & ADVANCED) != 0 || !rows.isEmpty()) {
                boolean alone = (call & ADVANCED) == 0 && Appended.follow(at, rows);
                at = alone ? tell(rows, at, out) : catchUp(at, out);
            }
            if ((call & HEART_BEAT) != 0) {
                out.heartBeat(at);
            }
            out.flush();
        }
    }

    // Once anything else has happened, rows are no longer told as they were written: that may have changed or ended them.
    private Cursor tell(List<MessageRow> rows, Cursor at, EventWriter out) throws IOException {
        untold.put(feed.appended(reader, at, rows));
        if (untold.isEmpty()) {
            return catchUp(at, out);
        }
        Cursor told = write(at, out);
        return untold.isDropped() ? catchUp(told, out) : told;
    }

    // A thread that waits keeps as much memory as its stack ever took; a reading takes eight times what waiting does.
    private Cursor catchUp(@Nullable Cursor from, EventWriter out) throws IOException {
        FutureTask<Cursor> reading = new FutureTask<>(() -> readOn(from, out));
        Thread.ofVirtual().name("stream-reading").start(reading);
        while (true) {
            try {
                return reading.get();
            } catch (InterruptedException _) {
                end();
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof IOException gone) {
                    throw gone;
                }
                throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
            }
        }
    }

    private Cursor readOn(@Nullable Cursor from, EventWriter out) throws IOException {
        Cursor at = from;
        boolean more;
        do {
            Read read = read(at, out);
            at = write(at == null ? read.head() : at, out);
            out.flush();
            if (isEnded()) {
                return at;
            }
            boolean dropped = untold.isDropped();
            more = read.more() || dropped;
            at = dropped ? at : read.head();
            page = dropped ? Math.max(1, untold.told()) : Math.min(PAGE, 2 * page);
            position = at;
        } while (more && !isEnded());
        return at;
    }

    // Nobody but `untold` keeps the page, so that it can be dropped while a write waits. A device that took few of a page
    // before the rest was dropped gets pages of that size, or each event it takes would cost the reading of a whole one.
    private Read read(@Nullable Cursor at, EventWriter out) throws IOException {
        UpdateFeed.Batch batch = feed.after(reader, at, page);
        if (batch.reset() != null) {
            out.reset(batch.reset(), batch.cursor());
        }
        untold.put(batch.steps());
        return new Read(batch.cursor(), batch.more());
    }

    private Cursor write(Cursor from, EventWriter out) throws IOException {
        Cursor at = from;
        for (UpdateFeed.Step step = untold.next(); step != null && !isEnded(); step = untold.next()) {
            out.update(step.update(), step.after());
            at = step.after();
            position = at;
        }
        return at;
    }

    /// Lets go of what a slow device keeps waiting; it is read again when the device has taken what came before.
    void dropUntold(long nanos) {
        untold.dropAfter(nanos);
    }

    /// The mailbox got these messages, and nothing else.
    void append(List<MessageRow> rows) {
        call(appended.add(rows) ? APPENDED : ADVANCED);
    }

    /// Something happened in the mailbox.
    void advance() {
        call(ADVANCED);
    }

    /// Time for a heart-beat. If the mailbox stands elsewhere than the stream, a wake-up was lost.
    void beat(Changes.@Nullable Head head) {
        Cursor at = position;
        boolean behind = head != null && at != null && (at.at() != head.seq() || !at.of().equals(head.era()));
        call(behind ? ADVANCED | HEART_BEAT : HEART_BEAT);
    }

    void end() {
        call(END);
    }

    boolean isEnded() { return (calls.get() & END) != 0; }

    private void call(int call) {
        if ((calls.getAndUpdate(before -> before | call) & call) != call) {
            LockSupport.unpark(follower);
        }
    }

    private int await() {
        int call = calls.getAndUpdate(before -> before & END);
        while (call == 0) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                end();
            }
            call = calls.getAndUpdate(before -> before & END);
        }
        return call;
    }

    UUID owner() {
        return reader.accountId();
    }

    UUID session() {
        return reader.sessionId();
    }

    /// Whether it was opened as long ago as the given nanoseconds.
    boolean isOlderThan(long nanos) {
        return System.nanoTime() - openedAt >= nanos;
    }

    /// Whether the last heart-beat is as long ago as the given nanoseconds; then the next one counts from now.
    boolean isDue(long nanos) {
        long now = System.nanoTime();
        if (now - heardAt < nanos) {
            return false;
        }
        heardAt = now;
        return true;
    }
}
