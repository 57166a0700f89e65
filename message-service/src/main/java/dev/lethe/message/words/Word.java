package dev.lethe.message.words;

/// A word as searching knows it: folded, so that case and accents do not matter.
///
/// @param from where it begins in its text
/// @param to   where it ends, not included
public record Word(String text, int from, int to) {
    /// How many letters a beginning has that can be looked up.
    static final int BEGINNING = 3;

    public boolean hasBeginning() {
        return text.length() >= BEGINNING && text.codePointCount(0, text.length()) >= BEGINNING;
    }

    String beginning() {
        return text.substring(0, text.offsetByCodePoints(0, BEGINNING));
    }

    public boolean isBeginning() { return text.codePointCount(0, text.length()) == BEGINNING; }

    /// Whether somebody who looks for this word means the other one: it is the same, or it begins so.
    public boolean finds(Word other) {
        return hasBeginning() ? other.text.startsWith(text) : other.text.equals(text);
    }

    @Override
    public String toString() {
        return "Word[redacted]";
    }
}
