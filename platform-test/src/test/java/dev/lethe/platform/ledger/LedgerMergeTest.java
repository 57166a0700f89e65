package dev.lethe.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lethe.test.LedgerDigests;

class LedgerMergeTest {

    private static final class MemoryCopy implements LedgerCopy {

        private final Map<UUID, LedgerEntry> entries = new LinkedHashMap<>();
        private int bucketsAsked;

        @Override
        public List<byte[]> digests() {
            LedgerDigests digests = new LedgerDigests();
            entries.keySet().forEach(digests::add);
            return digests.all();
        }

        @Override
        public List<LedgerEntry> bucket(int number) {
            bucketsAsked++;
            return entries.values().stream().filter(e -> LedgerDigests.bucketOf(e.subject()) == number).toList();
        }

        @Override
        public int add(List<LedgerEntry> more) {
            return (int) more.stream().filter(e -> entries.putIfAbsent(e.subject(), e) == null).count();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyOrderOfMergesEndsInTheSameUnion(long seed) {
        Random random = new Random(seed);
        List<MemoryCopy> copies = List.of(new MemoryCopy(), new MemoryCopy(), new MemoryCopy());
        Map<UUID, LedgerEntry> all = new LinkedHashMap<>();
        for (int i = 0; i < 500; i++) {
            LedgerEntry entry = entry(new UUID(random.nextLong(), random.nextLong()));
            all.put(entry.subject(), entry);
            copies.get(random.nextInt(3)).add(List.of(entry));
        }

        List<int[]> merges = new ArrayList<>(List.of(new int[] {0, 1}, new int[] {1, 2}, new int[] {0, 2}));
        Collections.shuffle(merges, random);
        merges.forEach(pair -> LedgerMerge.merge(copies.get(pair[0]), copies.get(pair[1])));
        merges.forEach(pair -> LedgerMerge.merge(copies.get(pair[0]), copies.get(pair[1])));

        assertThat(copies).allSatisfy(copy -> assertThat(copy.entries.keySet()).isEqualTo(all.keySet()));
    }

    @Test
    void equalCopiesExchangeNothing() {
        MemoryCopy one = new MemoryCopy();
        MemoryCopy other = new MemoryCopy();
        List<LedgerEntry> entries = List.of(entry(UUID.randomUUID()), entry(UUID.randomUUID()));
        one.add(entries);
        other.add(entries.reversed());

        LedgerMerge.Merged merged = LedgerMerge.merge(one, other);

        assertThat(merged).isEqualTo(new LedgerMerge.Merged(0, 0));
        assertThat(one.bucketsAsked + other.bucketsAsked).isZero();
    }

    private static LedgerEntry entry(UUID subject) {
        return new LedgerEntry(subject, UUID.randomUUID(), Instant.EPOCH, new byte[] {1}, null, null);
    }
}
