package dev.lethe.platform.body;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

import dev.lethe.platform.problem.PlatformProblems;

/// Adds up how long its reads wait and what they bring. A read of the source comes back with the first byte, so drops
/// are counted; the server itself ends a body of which nothing comes at all.
final class WatchedInput extends FilterInputStream {

    private final LeastRate rate;
    private final LongSupplier nanoTime;
    private long waited;
    private long came;

    WatchedInput(InputStream body, LeastRate rate, LongSupplier nanoTime) {
        super(body);
        this.rate = rate;
        this.nanoTime = nanoTime;
    }

    @Override
    public int read() throws IOException {
        long begun = nanoTime.getAsLong();
        int read = super.read();
        count(nanoTime.getAsLong() - begun, read < 0 ? -1 : 1);
        return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        long begun = nanoTime.getAsLong();
        int read = super.read(target, offset, length);
        count(nanoTime.getAsLong() - begun, read);
        return read;
    }

    private void count(long nanos, int bytes) {
        if (bytes < 0) {
            return;
        }
        waited += nanos;
        came += bytes;
        if (waited < rate.within().toNanos()) {
            return;
        }
        if (came < rate.amount().toBytes()) {
            throw PlatformProblems.TOO_SLOW.asProblem().with("leastBytes", rate.amount().toBytes()).with("seconds",
                    rate.within().toSeconds());
        }
        waited = 0;
        came = 0;
    }
}
