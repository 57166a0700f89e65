package dev.lethe.test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.lethe.platform.ledger.LedgerCopy;
import dev.lethe.platform.ledger.LedgerEntry;

/// The authority's copy of the erasure ledger, in memory.
public final class FakeLedger implements LedgerCopy {
    private final Map<UUID, LedgerEntry> entries = new HashMap<>();

    @Override
    public synchronized List<byte[]> digests() {
        var digests = new LedgerDigests();
        entries.keySet().forEach(digests::add);
        return digests.all();
    }

    @Override
    public synchronized List<LedgerEntry> bucket(int number) {
        return entries.values().stream().filter(entry -> LedgerDigests.bucketOf(entry.subject()) == number).toList();
    }

    @Override
    public synchronized int add(List<LedgerEntry> offered) {
        var added = new ArrayList<LedgerEntry>();
        for (var entry : offered)
            if (entries.putIfAbsent(entry.subject(), entry) == null)
                added.add(entry);
        return added.size();
    }
}
