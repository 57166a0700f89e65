package dev.lethe.message.words;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// What is written or looked up for some words, before it is made unreadable with a key. The same for all holders of a
/// message, so its digests are made once.
public final class Terms {
    /// How many words of a message have an entry; more than the longest message has, and as many as a `tsvector` holds.
    static final int MOST = 90_000;
    static final int DIGEST = 16;

    /// A word behind its first letters.
    ///
    /// @param beginning what all words that begin so share; a word too short for one has it to itself
    /// @param word      null where every word that begins so is meant
    record Term(String beginning, @Nullable String word) {
        private static Term ofWord(Word word) {
            return new Term(begins(word), word.entry());
        }

        private static Term ofBeginning(Word word) {
            return new Term(begins(word), null);
        }

        // Whether the word has no more letters than its beginning, which a sign stands before.
        private boolean isBeginning() { return word == null || beginning.length() == word.length() + 1; }

        private static String begins(Word word) {
            return word.hasBeginning() ? "^" + word.beginning() : "=" + word.entry();
        }

        @Override
        public String toString() {
            return "Term[redacted]";
        }
    }

    private final List<Term> values;
    private final byte[] blocks;

    private Terms(Set<Term> terms) {
        this.values = terms.stream().limit(MOST).toList();
        this.blocks = blocks(values);
    }

    /// Of a message: each word once. A word that is itself but a beginning is found by any longer one that begins so.
    static Terms ofMessage(Collection<Word> words) {
        Set<Term> terms = LinkedHashSet.newLinkedHashSet(words.size());
        Set<String> longer = HashSet.newHashSet(words.size());
        for (Word word : words) {
            if (word.hasEntry()) {
                Term term = Term.ofWord(word);
                terms.add(term);
                if (!term.isBeginning()) {
                    longer.add(term.beginning());
                }
            }
        }
        terms.removeIf(term -> term.isBeginning() && longer.contains(term.beginning()));
        return new Terms(terms);
    }

    /// What a message has in any case when each of the words, or one that begins so, is in it.
    public static Terms beginningsOf(Collection<Word> words) {
        return of(words, word -> word.hasBeginning() ? Term.ofBeginning(word) : Term.ofWord(word));
    }

    /// What a message has when each of the words is in it. A word that is itself but a beginning is looked
    /// up as one: nothing longer would say more.
    public static Terms wholesOf(Collection<Word> words) {
        return of(words, word -> word.isBeginning() ? Term.ofBeginning(word) : Term.ofWord(word));
    }

    private static Terms of(Collection<Word> words, Function<Word, Term> term) {
        Set<Term> terms = LinkedHashSet.newLinkedHashSet(words.size());
        words.stream().filter(Word::hasEntry).forEach(word -> terms.add(term.apply(word)));
        return new Terms(terms);
    }

    private static byte[] blocks(List<Term> terms) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] blocks = new byte[DIGEST + terms.size() * 2 * DIGEST];
            int at = DIGEST;
            for (Term term : terms) {
                digest(sha, term.beginning(), blocks, at);
                digest(sha, String.valueOf(term.word()), blocks, at + DIGEST);
                at += 2 * DIGEST;
            }
            return blocks;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 failed", e);
        }
    }

    private static void digest(MessageDigest sha, String text, byte[] into, int at) {
        System.arraycopy(sha.digest(text.getBytes(StandardCharsets.UTF_8)), 0, into, at, DIGEST);
    }

    List<Term> values() {
        return values;
    }

    /// Digests of [#DIGEST] bytes: an empty one for the chat, then of each term its beginning and its word.
    byte[] blocks() {
        return blocks.clone();
    }

    public int count() {
        return values.size();
    }

    /// Whether both look up the same.
    public boolean isSameAs(Terms other) {
        return values.equals(other.values);
    }

    @Override
    public String toString() {
        return "Terms[" + values.size() + "]";
    }
}
