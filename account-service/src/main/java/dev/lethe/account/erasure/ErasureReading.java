package dev.lethe.account.erasure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.account.erasure.Erasures.Witness;

/// How far an erasure is. Read from one snapshot, so that no poll falls between running and done.
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

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Status read(UUID receiptId) {
        var running = erasures.byReceipt(receiptId);
        if (running.isPresent()) {
            return new Running(erasures.witnesses(running.get().erasureId()));
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
