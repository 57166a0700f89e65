package dev.lethe.account.password;

import java.text.Normalizer;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.lethe.platform.text.TextRule;

/// A password as it was typed, in the form that all keyboards agree on (Unicode NFKC).
record PlainPassword(String text) {

    static final int SHORTEST = 8;
    static final int LONGEST = 128;
    /// What a request may carry, before it is brought into its form.
    static final int LONGEST_WRITTEN = 1_024;
    /// With fewer different characters it is a pattern.
    private static final int FEWEST_CHARACTERS = 3;

    static PlainPassword of(String typed) {
        return new PlainPassword(Normalizer.normalize(typed, Normalizer.Form.NFKC));
    }

    /// Whether it has a length and characters that can be typed again.
    boolean isText() {
        int length = TextRule.length(text);
        return length >= SHORTEST && length <= LONGEST && TextRule.isPlain(text);
    }

    /// Whether one or two characters are repeated all the way.
    boolean isPattern() { return text.codePoints().distinct().count() < FEWEST_CHARACTERS; }

    /// Whether a hint gives it away, however it is written.
    boolean isToldBy(@Nullable String hint) {
        return hint != null && folded(of(hint).text).contains(folded(text));
    }

    /// As lists of passwords are written.
    String folded() {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
    }

    @Override
    public String toString() {
        return "PlainPassword[…]";
    }
}
