package dev.lethe.message.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Ends with an error when more is read than allowed, counts, and tells now and then that something is read.
final class LimitedInput extends FilterInputStream {
    static final class TooLarge extends IOException {}

    private static final Duration NOW_AND_THEN = Duration.ofSeconds(5);

    private final Clock clock;
    private final ImportTally tally;
    private final Runnable progress;
    private long left;
    private Instant told;

    LimitedInput(InputStream in, long most, Clock clock, ImportTally tally, Runnable progress) {
        super(in);
        this.left = most;
        this.clock = clock;
        this.tally = tally;
        this.progress = progress;
        this.told = clock.instant();
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) throws TooLarge {
        left -= read;
        if (left < 0) {
            throw new TooLarge();
        }
        tally.read(read);
        Instant now = clock.instant();
        if (!now.isBefore(told.plus(NOW_AND_THEN))) {
            told = now;
            progress.run();
        }
    }
}
