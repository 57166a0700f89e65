package dev.lethe.account.number;

import java.nio.ByteBuffer;

/// A number's keyed hash: the same for the same number, and no way back.
public final class NumberIndex {

    private final byte[] bytes;

    NumberIndex(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /// As stored in the database.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// Names the number in an advisory lock.
    public long lockId() {
        return ByteBuffer.wrap(bytes).getLong();
    }

    @Override
    public String toString() {
        return "NumberIndex[…]";
    }
}
