package dev.lethe.media.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The body of an upload, which ends with the session that sends it: also its end is only read while the session lives.
final class LivingInput extends FilterInputStream {

    private final Runnable refuseDead;

    LivingInput(InputStream in, Runnable refuseDead) {
        super(in);
        this.refuseDead = refuseDead;
    }

    @Override
    public int read() throws IOException {
        return checked(super.read());
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return checked(super.read(target, offset, length));
    }

    private int checked(int read) {
        refuseDead.run();
        return read;
    }
}
