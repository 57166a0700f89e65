package dev.lethe.platform.ledger;

import java.util.List;

/// One of the copies of the ledger: a table here, a keyholder's list, the authority's own.
public interface LedgerCopy {

    /// How many buckets a ledger has; an entry's bucket is the first byte of its subject.
    int BUCKETS = 256;

    /// 256 digests of 32 bytes, each the XOR of the SHA-256 of its entries' subjects; an empty bucket is all zeros.
    List<byte[]> digests();

    /// The entries of one bucket.
    List<LedgerEntry> bucket(int number);

    /// Adds what is missing and returns how many entries were new. Entries without a valid signature are refused.
    int add(List<LedgerEntry> entries);
}
