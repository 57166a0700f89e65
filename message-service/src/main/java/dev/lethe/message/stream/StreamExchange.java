package dev.lethe.message.stream;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.lethe.message.mailbox.Cursor;
import dev.lethe.platform.problem.FailureText;

/// An answer that a thread of its own writes. That thread ends it, unless a write fails: then the server says so on
/// another thread, and only there may it be ended, when the writer is done with it. The server uses the objects of
/// an ended answer again, so ending it twice, or writing on, would reach somebody else's.
final class StreamExchange implements AsyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(StreamExchange.class);
    private static final long PATIENCE_SECONDS = 60;

    private final AsyncContext context;
    private final LiveStream stream;
    private final LiveStreams streams;
    private final CountDownLatch written = new CountDownLatch(1);

    StreamExchange(AsyncContext context, LiveStream stream, LiveStreams streams) {
        this.context = context;
        this.stream = stream;
        this.streams = streams;
    }

    /// Whatever goes wrong, the answer has begun: all there is to say is its end. The client comes again.
    void follow(@Nullable Cursor from, EventWriter out) {
        try {
            stream.follow(from, out);
            context.complete();
        } catch (IOException gone) {
            LOG.debug("a stream's client is gone: {}", FailureText.of(gone));
        } catch (RuntimeException e) {
            LOG.info("a stream ends early: {}", e.getClass().getSimpleName());
            context.complete();
        } finally {
            streams.leave(stream);
            written.countDown();
        }
    }

    @Override
    public void onError(AsyncEvent event) {
        endElsewhere(event);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        endElsewhere(event);
    }

    private void endElsewhere(AsyncEvent event) {
        stream.end();
        try {
            if (!written.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a stream that is over is still being written");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            event.getAsyncContext().complete();
        } catch (IllegalStateException over) {
            LOG.debug("the writer had ended it already: {}", FailureText.of(over));
        }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
    }

    @Override
    public void onComplete(AsyncEvent event) {
    }
}
