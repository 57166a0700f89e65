package dev.lethe.key.epoch;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;

/// Where a subject falls by its hash.
public final class Bucket {

    /// How many buckets, and so keys, there are.
    public static final int COUNT = 4096;
    /// Length of a [#mark], in bytes.
    public static final int MARK_LENGTH = 16;

    private Bucket() {
    }

    public static int of(UUID subject) {
        var hash = hash(subject);
        return (hash[0] & 0xff) << 4 | (hash[1] & 0xff) >> 4;
    }

    /// What stands for a subject outside the database: the first half of its SHA-256.
    public static byte[] mark(UUID subject) {
        return Arrays.copyOf(hash(subject), MARK_LENGTH);
    }

    private static byte[] hash(UUID subject) {
        var bytes = ByteBuffer.allocate(16).putLong(subject.getMostSignificantBits())
                .putLong(subject.getLeastSignificantBits()).array();
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
