package dev.lethe.platform.erasure;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// The text a witness signs: it names the receipt, and binds it to the account by a hash alone.
public final class ErasureAnswers {

    private ErasureAnswers() {
    }

    /// `lethe-answer-v2|receipt|subject hash|own or everyone|witness|item=count,…|epoch milliseconds`, items in
    /// alphabetical order.
    ///
    /// @param at a whole hour
    public static String canonical(UUID receiptId, String subjectHash, boolean forEveryone, String witness,
            Map<String, Long> counts, Instant at) {
        String items = new TreeMap<>(counts).entrySet().stream().map(item -> item.getKey() + "=" + item.getValue())
                .collect(Collectors.joining(","));
        return String.join("|", "lethe-answer-v2", receiptId.toString(), subjectHash, forEveryone ? "everyone" : "own",
                witness, items, Long.toString(at.toEpochMilli()));
    }
}
