package dev.lethe.platform.ledger;

import java.util.Arrays;
import java.util.List;

/// Makes two copies equal by union; what is in either is in both afterwards.
public final class LedgerMerge {

    /// What a merge moved.
    ///
    /// @param received entries new to the own copy
    /// @param sent entries new to the other
    public record Merged(int received, int sent) {}

    private LedgerMerge() {
    }

    /// Merges; only buckets whose digests differ are exchanged.
    public static Merged merge(LedgerCopy own, LedgerCopy other) {
        List<byte[]> ours = own.digests();
        List<byte[]> theirs = other.digests();
        int received = 0;
        int sent = 0;
        for (int bucket = 0; bucket < LedgerCopy.BUCKETS; bucket++) {
            if (!Arrays.equals(ours.get(bucket), theirs.get(bucket))) {
                received += own.add(other.bucket(bucket));
                sent += other.add(own.bucket(bucket));
            }
        }
        return new Merged(received, sent);
    }
}
