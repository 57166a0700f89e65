package dev.lethe.message.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

import jakarta.servlet.http.WebConnection;

import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/// A connection that was taken over from the server once the head of its answer stands, so that the server's request and
/// response, which are most of what an idle stream would hold, serve others meanwhile. The body lasts until it is closed.
///
/// The server makes one for each stream, which is why it is public.
public final class StreamConnection implements InternalHttpUpgradeHandler {

    /// How long a write may be stuck before its client counts as gone.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private @Nullable SocketWrapperBase<?> socket;
    private @Nullable Consumer<OutputStream> writer;
    private volatile @Nullable Runnable gone;

    /// @param follower writes the body, on a thread of its own; the connection is closed behind it
    /// @param whenGone hears that the client has left
    void takeOver(Consumer<OutputStream> follower, Runnable whenGone) {
        writer = follower;
        gone = whenGone;
    }

    @Override
    public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
        wrapper.setWriteTimeout(PATIENCE.toMillis());
        socket = wrapper;
    }

    /// The head is written; what follows is ours.
    @Override
    public void init(WebConnection connection) {
        SocketWrapperBase<?> open = Objects.requireNonNull(socket);
        Consumer<OutputStream> follower = Objects.requireNonNull(writer);
        writer = null;
        Thread.ofVirtual().name("stream").start(() -> {
            try {
                follower.accept(new Body(open));
            } finally {
                close(open);
            }
        });
    }

    /// Not while the server is at the connection: it would keep what it had just let go.
    private static void close(SocketWrapperBase<?> socket) {
        socket.getLock().lock();
        try {
            socket.close();
        } finally {
            socket.getLock().unlock();
        }
    }

    /// Whatever the client sends is passed over; that it closes, or breaks off, ends the stream.
    @Override
    public SocketState upgradeDispatch(SocketEvent event) {
        if (event == SocketEvent.OPEN_READ && isStillThere()) {
            return SocketState.UPGRADED;
        }
        leave();
        return SocketState.CLOSED;
    }

    private boolean isStillThere() {
        byte[] ignored = new byte[256];
        try {
            // what is left of much is heard of by the next event
            return Objects.requireNonNull(socket).read(false, ignored, 0, ignored.length) >= 0;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void destroy() {
        leave();
    }

    private void leave() {
        Runnable told = gone;
        if (told != null) {
            told.run();
        }
    }

    @Override
    public void timeoutAsync(long now) {
    }

    @Override
    public void setSslSupport(SSLSupport support) {
    }

    @Override
    public void pause() {
    }

    private static final class Body extends OutputStream {

        private final SocketWrapperBase<?> socket;

        private Body(SocketWrapperBase<?> socket) {
            this.socket = socket;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            socket.write(true, bytes, from, count);
        }

        @Override
        public void flush() throws IOException {
            socket.flush(true);
        }
    }
}
