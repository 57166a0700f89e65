package dev.lethe.message.words;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What is written or looked up for some words, before it is made unreadable with a key: words and
/// beginnings, marked so that a beginning never passes for a word. The same for all holders of a message.
///
/// @param values distinct
public record Terms(List<byte[]> values) {
    /// How many entries a message has at most; further words of it are not found.
    static final int MOST = 1024;

    /// Of a message: each word, and how it begins. A word that is itself but a beginning is never looked up as a whole.
    static Terms ofMessage(Collection<Word> words) {
        Set<String> terms = LinkedHashSet.newLinkedHashSet(words.size() * 2);
        for (Word word : words) {
            if (!word.isBeginning()) {
                terms.add(whole(word));
            }
            if (word.hasBeginning()) {
                terms.add(beginning(word));
            }
        }
        return of(terms);
    }

    /// What a message has in any case when each of the words, or one that begins so, is in it.
    public static Terms beginningsOf(Collection<Word> words) {
        Set<String> terms = new LinkedHashSet<>();
        words.forEach(word -> terms.add(word.hasBeginning() ? beginning(word) : whole(word)));
        return of(terms);
    }

    /// What a message has when each of the words is in it. A word that is itself but a beginning is looked
    /// up as one: nothing longer would say more.
    public static Terms wholesOf(Collection<Word> words) {
        Set<String> terms = new LinkedHashSet<>();
        words.forEach(word -> terms.add(word.isBeginning() ? beginning(word) : whole(word)));
        return of(terms);
    }

    private static Terms of(Collection<String> terms) {
        return new Terms(terms.stream().limit(MOST).map(term -> term.getBytes(StandardCharsets.UTF_8)).toList());
    }

    private static String whole(Word word) {
        return "=" + word.text();
    }

    private static String beginning(Word word) {
        return "^" + word.beginning();
    }

    public int count() {
        return values.size();
    }

    /// Whether both look up the same.
    public boolean isSameAs(Terms other) {
        return java.util.Arrays.deepEquals(values.toArray(), other.values.toArray());
    }

    @Override
    public String toString() {
        return "Terms[" + values.size() + "]";
    }
}
