package dev.lethe.message.words;

import java.util.ArrayList;
import java.util.List;

/// What letters, marks and signs are to words.
final class Letters {
    /// One letter, folded, and where it stands in its text.
    record Letter(String text, int from, int to) {
        @Override
        public String toString() {
            return "Letter[redacted]";
        }
    }

    private static final String APOSTROPHES = "'’‘ʼʻ＇";
    private static final String HYPHENS = "-‐‑";
    private static final String SILENT = "\"״׳·";

    // Hangul's first; whatever comes before needs no look at tables.
    private static final int FIRST_CJK = 0x1100;

    private Letters() {}

    static boolean areCjk(int letter) {
        return letter >= FIRST_CJK && switch (Character.UnicodeScript.of(letter)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> false;
        };
    }

    static boolean isApostrophe(int sign) {
        return APOSTROPHES.indexOf(sign) >= 0;
    }

    static boolean isHyphen(int sign) {
        return HYPHENS.indexOf(sign) >= 0;
    }

    /// A sign within a word that readers leave out: Hebrew's marks of abbreviation, Catalan's middle dot.
    static boolean isSilent(int sign) {
        return SILENT.indexOf(sign) >= 0;
    }

    /// Whether it neither is a letter or digit nor belongs to one.
    static boolean parts(int sign) {
        return switch (Character.getType(sign)) {
            case Character.CONNECTOR_PUNCTUATION, Character.DASH_PUNCTUATION, Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION, Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION, Character.MATH_SYMBOL, Character.CURRENCY_SYMBOL,
                    Character.SPACE_SEPARATOR ->
                true;
            default -> false;
        };
    }

    static int count(String text) {
        return text.codePointCount(0, text.length());
    }

    static boolean areDigits(String text) {
        return !text.isEmpty() && Character.isDigit(text.charAt(0)) && text.codePoints().allMatch(Character::isDigit);
    }

    /// Whether a stretch of a text is of letters and digits alone, none of which is written as an apostrophe.
    static boolean areAll(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char sign = text.charAt(i);
            if (!Character.isLetterOrDigit(sign) || isApostrophe(sign)) {
                return false;
            }
        }
        return true;
    }

    /// The letters of a stretch of a text, each with the marks that follow it.
    static List<Letter> of(String text, int from, int to) {
        List<Letter> letters = new ArrayList<>();
        int start = from;
        while (start < to) {
            int end = start + Character.charCount(text.codePointAt(start));
            while (end < to && isMark(text.codePointAt(end))) {
                end += Character.charCount(text.codePointAt(end));
            }
            int last = end;
            int first = start;
            Folding.fold(text.substring(start, end)).codePoints()
                    .forEach(letter -> letters.add(new Letter(Character.toString(letter), first, last)));
            start = end;
        }
        return letters;
    }

    private static boolean isMark(int sign) {
        boolean voicesHalfWidthKana = sign == 0xFF9E || sign == 0xFF9F;
        return voicesHalfWidthKana || switch (Character.getType(sign)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK,
                    Character.FORMAT ->
                true;
            default -> false;
        };
    }
}
