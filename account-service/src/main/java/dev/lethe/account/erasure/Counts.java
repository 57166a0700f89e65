package dev.lethe.account.erasure;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How much a witness removed, in the one form that is signed.
final class Counts {

    private Counts() {
    }

    /// `item=count,item=count`, sorted by item.
    static String text(Map<String, Long> counts) {
        return new TreeMap<>(counts).entrySet().stream().map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining(","));
    }

    static Map<String, Object> parse(String text) {
        Map<String, Object> counts = new TreeMap<>();
        for (String item : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int sign = item.lastIndexOf('=');
            counts.put(item.substring(0, sign), Long.parseLong(item.substring(sign + 1)));
        }
        return counts;
    }
}
