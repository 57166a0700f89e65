package dev.lethe.platform.body;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongSupplier;

import org.apache.coyote.CloseNowException;

/// Writes to a client that keeps reading. Of the time that writes wait, each stretch has to bring a least amount; what the
/// service itself takes between them does not count.
final class WatchedOutput extends OutputStream {
    // so that a write does not wait for more than the client can take in a while
    private static final int AT_ONCE = 8 * 1024;

    private final OutputStream out;
    private final LeastRate rate;
    private final LongSupplier nanos;
    private long written;
    private long waited;

    WatchedOutput(OutputStream out, LeastRate rate, LongSupplier nanos) {
        this.out = out;
        this.rate = rate;
        this.nanos = nanos;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int from = 0; from < length; from += AT_ONCE) {
            int some = Math.min(AT_ONCE, length - from);
            long began = nanos.getAsLong();
            out.write(bytes, offset + from, some);
            count(some, nanos.getAsLong() - began);
        }
    }

    private void count(int some, long took) throws IOException {
        written += some;
        waited += took;
        if (waited < rate.within().toNanos()) {
            return;
        }
        // one write alone may have waited for many stretches
        if (written < rate.amount().toBytes() * (double) waited / rate.within().toNanos()) {
            throw new CloseNowException("The client reads too slowly");
        }
        written = 0;
        waited = 0;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
