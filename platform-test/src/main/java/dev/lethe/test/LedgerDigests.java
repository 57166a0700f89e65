package dev.lethe.test;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.lethe.platform.ledger.LedgerCopy;

/// Computes the digests of a ledger in memory, as databases keep them.
public final class LedgerDigests {

    private static final int SIZE = 32;

    private final byte[][] buckets = new byte[LedgerCopy.BUCKETS][SIZE];

    /// The bucket a subject belongs to.
    public static int bucketOf(UUID subject) {
        return (int) (subject.getMostSignificantBits() >>> 56);
    }

    /// Adds a subject; each may be added once only.
    public void add(UUID subject) {
        byte[] digest = sha256(subject);
        byte[] bucket = buckets[bucketOf(subject)];
        for (int i = 0; i < SIZE; i++) {
            bucket[i] ^= digest[i];
        }
    }

    /// The digests, by bucket.
    public List<byte[]> all() {
        List<byte[]> all = new ArrayList<>(buckets.length);
        for (byte[] bucket : buckets) {
            all.add(bucket.clone());
        }
        return all;
    }

    private static byte[] sha256(UUID subject) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(ByteBuffer.allocate(16)
                    .putLong(subject.getMostSignificantBits()).putLong(subject.getLeastSignificantBits()).array());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
