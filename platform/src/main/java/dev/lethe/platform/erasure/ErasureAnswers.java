package dev.lethe.platform.erasure;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// The text a witness signs: it names the receipt, never the account.
public final class ErasureAnswers {

    private ErasureAnswers() {
    }

    /// `lethe-answer-v1|receipt|witness|item=count,…|epoch milliseconds`, items in alphabetical order.
    public static String canonical(UUID receiptId, String witness, Map<String, Long> counts, Instant at) {
        String items = new TreeMap<>(counts).entrySet().stream().map(item -> item.getKey() + "=" + item.getValue())
                .collect(Collectors.joining(","));
        return "lethe-answer-v1|" + receiptId + "|" + witness + "|" + items + "|" + at.toEpochMilli();
    }
}
