package dev.lethe.media.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;

import dev.lethe.platform.problem.PlatformProblems;

/// The body of an upload, which ends with the session that sends it: also its end is only read while the session lives.
final class LivingInput extends FilterInputStream {

    private final BooleanSupplier isRevoked;

    LivingInput(InputStream in, BooleanSupplier isRevoked) {
        super(in);
        this.isRevoked = isRevoked;
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
        if (isRevoked.getAsBoolean()) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        return read;
    }
}
