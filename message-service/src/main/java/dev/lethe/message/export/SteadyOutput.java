package dev.lethe.message.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

import org.springframework.util.unit.DataSize;

/// Writes to a client that keeps reading. Of the time that writes wait, each stretch has to bring a least amount; what the
/// service itself takes between them does not count.
final class SteadyOutput extends OutputStream {
    // so that a write does not wait for more than the client can take in a while
    private static final int AT_ONCE = 8 * 1024;

    private final OutputStream out;
    private final long least;
    private final long within;
    private final LongSupplier nanos;
    private long written;
    private long waited;

    SteadyOutput(OutputStream out, DataSize least, Duration within, LongSupplier nanos) {
        this.out = out;
        this.least = least.toBytes();
        this.within = within.toNanos();
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
        if (waited < within) {
            return;
        }
        if (written < least) {
            throw new IOException("The client reads too slowly");
        }
        written = 0;
        waited = 0;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
