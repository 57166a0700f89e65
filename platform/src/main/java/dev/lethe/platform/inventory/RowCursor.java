package dev.lethe.platform.inventory;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.lethe.platform.text.CanonicalBase64;

/// The key of the last row of a page, as text that clients give back.
record RowCursor(List<String> key) {

    private static final String SEPARATOR = ".";
    private static final int LONGEST = 1_000;

    static Optional<RowCursor> parse(@Nullable String text, int parts) {
        if (text == null || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            List<String> key = Arrays.stream(text.split("\\.", -1))
                    .map(it -> new String(CanonicalBase64.decodeUrl(it), StandardCharsets.UTF_8)).toList();
            return key.size() == parts ? Optional.of(new RowCursor(key)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    String text() {
        return key.stream().map(it -> Base64.getUrlEncoder().withoutPadding()
                .encodeToString(it.getBytes(StandardCharsets.UTF_8))).collect(Collectors.joining(SEPARATOR));
    }
}
