package dev.lethe.account.erasure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.lethe.account.erasure.Erasures.Witness;

/// How far an erasure is. It ends in the transaction that stores the receipt, so whoever does not find it running any more
/// finds that.
@Component
class ErasureReading {

    sealed interface Status {}

    record Done(String document) implements Status {}

    record Running(List<Witness> witnesses) implements Status {}

    record Unknown() implements Status {}

    private final Erasures erasures;

    ErasureReading(Erasures erasures) {
        this.erasures = erasures;
    }

    Status read(UUID receiptId) {
        var witnesses = erasures.witnessesFor(receiptId);
        if (!witnesses.isEmpty()) {
            return new Running(witnesses);
        }
        return erasures.receipt(receiptId).<Status>map(Done::new).orElseGet(Unknown::new);
    }

    List<String> namesIn(Map<String, Object> receipt) {
        List<String> names = new ArrayList<>();
        collect(receipt.get("witnesses"), "witness", names);
        collect(receipt.get("keyholders"), "holder", names);
        return names;
    }

    private static void collect(@Nullable Object list, String member, List<String> names) {
        if (list instanceof List<?> items) {
            items.forEach(item -> names.add(String.valueOf(((Map<?, ?>) item).get(member))));
        }
    }
}
