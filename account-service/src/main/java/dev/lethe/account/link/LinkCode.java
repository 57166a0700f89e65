package dev.lethe.account.link;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The short code that a new device shows: eight letters and digits that cannot be taken for each other.
///
/// @param text as it is compared, without the hyphen
record LinkCode(String text) {

    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private static final int LENGTH = 8;
    private static final int HALF = LENGTH / 2;
    private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    static LinkCode random() {
        var text = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new LinkCode(text.toString());
    }

    /// Reads it as people type it: in any case, with or without the hyphen.
    static Optional<LinkCode> parse(String written) {
        String text = written.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return FORM.matcher(text).matches() ? Optional.of(new LinkCode(text)) : Optional.empty();
    }

    /// In two halves, to be read aloud.
    String shown() {
        return text.substring(0, HALF) + "-" + text.substring(HALF);
    }

    /// What the picture holds.
    String link() {
        return "lethe:device-link?code=" + shown();
    }

    @Override
    public String toString() {
        return "LinkCode[…]";
    }
}
