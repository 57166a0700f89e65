package dev.lethe.message.words;

/// A word as searching knows it: folded, so that case and accents do not matter.
///
/// @param text     what it is; a word can stand in a text in several forms at the same position
/// @param entry    what its search entry is made of; empty when it has none, for it is found by others beside it
/// @param position which of the text's words it is
/// @param from     where it begins in its text
/// @param to       where it ends, not included
public record Word(String text, String entry, int position, int from, int to) {
    /// How many letters a beginning has that can be looked up.
    private static final int BEGINNING = 3;
    private static final int BEGINNING_IN_CJK = 1;

    public boolean hasEntry() { return !entry.isEmpty(); }

    public boolean hasBeginning() {
        return hasBeginning(entry);
    }

    String beginning() {
        return entry.substring(0, entry.offsetByCodePoints(0, beginning(entry)));
    }

    public boolean isBeginning() { return hasBeginning() && beginning().equals(entry); }

    /// Whether somebody who looks for this word means the other one: it is the same, or it begins so.
    public boolean finds(Word other) {
        return hasBeginning(text) ? other.text.startsWith(text) : isSameAs(other);
    }

    boolean isSameAs(Word other) {
        return other.text.equals(text);
    }

    private static boolean hasBeginning(String text) {
        return !text.isEmpty() && text.codePointCount(0, text.length()) >= beginning(text);
    }

    // Han, kana and Hangul come in pairs of letters, and one letter is a word already.
    private static int beginning(String text) {
        return Letters.areCjk(text.codePointAt(0)) ? BEGINNING_IN_CJK : BEGINNING;
    }

    @Override
    public String toString() {
        return "Word[redacted]";
    }
}
