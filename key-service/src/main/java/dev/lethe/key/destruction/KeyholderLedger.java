package dev.lethe.key.destruction;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import dev.lethe.platform.ledger.LedgerCopy;
import dev.lethe.platform.ledger.LedgerEntry;
import dev.lethe.platform.vault.DestructionOrder;

/// This keyholder's copy of the erasure ledger: what is destroyed here and what waits to be. An entry added to it is
/// carried out.
@Component
class KeyholderLedger implements LedgerCopy {

    private final DestroyedSubjects subjects;
    private final Destruction destruction;

    KeyholderLedger(DestroyedSubjects subjects, Destruction destruction) {
        this.subjects = subjects;
        this.destruction = destruction;
    }

    @Override
    public List<byte[]> digests() {
        return subjects.digests();
    }

    @Override
    public List<LedgerEntry> bucket(int number) {
        var first = new UUID((long) number << 56, 0);
        var last = new UUID((long) number << 56 | 0x00ff_ffff_ffff_ffffL, -1L);
        return subjects.between(first, last).stream().map(KeyholderLedger::entry).toList();
    }

    @Override
    public int add(List<LedgerEntry> entries) {
        var known = subjects.orders(entries.stream().map(LedgerEntry::subject).toList()).stream()
                .map(DestructionOrder::subject).collect(Collectors.toSet());
        var fresh = entries.stream().filter(it -> !known.contains(it.subject())).toList();
        destruction.destroy(fresh.stream().map(KeyholderLedger::order).toList());
        return fresh.size();
    }

    private static LedgerEntry entry(DestructionOrder order) {
        return new LedgerEntry(order.subject(), order.erasureId(), Instant.ofEpochMilli(order.epochMillis()),
                Base64.getDecoder().decode(order.signature()),
                order.everyoneSignature() == null ? null : Base64.getDecoder().decode(order.everyoneSignature()), null);
    }

    private static DestructionOrder order(LedgerEntry entry) {
        return new DestructionOrder(entry.subject(), entry.erasureId(), entry.at().toEpochMilli(),
                Base64.getEncoder().encodeToString(entry.signature()),
                entry.everyoneSignature() == null
                        ? null
                        : Base64.getEncoder().encodeToString(entry.everyoneSignature()));
    }
}
