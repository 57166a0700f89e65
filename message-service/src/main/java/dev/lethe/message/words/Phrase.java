package dev.lethe.message.words;

import java.util.ArrayList;
import java.util.List;

/// Words that are looked for side by side, because nothing but a sign or nothing at all stood between them; the last may
/// be the beginning of one.
public record Phrase(List<Word> words) {
    /// Where a phrase stands in a text.
    ///
    /// @param to not included
    public record Place(int from, int to) {}

    private static final int NOWHERE = -1;

    /// Where a text has it.
    ///
    /// @param text all forms of its words, by their positions
    public List<Place> in(List<Word> text) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < text.size(); i++) {
            int to = end(text, i);
            if (to != NOWHERE) {
                places.add(new Place(text.get(i).from(), to));
            }
        }
        return places;
    }

    public boolean isIn(List<Word> text) {
        for (int i = 0; i < text.size(); i++) {
            if (end(text, i) != NOWHERE) {
                return true;
            }
        }
        return false;
    }

    private int end(List<Word> text, int start) {
        if (!fits(0, text.get(start))) {
            return NOWHERE;
        }
        int to = text.get(start).to();
        int at = start;
        for (int i = 1; i < words.size(); i++) {
            int distance = words.get(i).position() - words.getFirst().position();
            at = next(text, at, text.get(start).position() + distance, i);
            if (at == NOWHERE) {
                return NOWHERE;
            }
            to = Math.max(to, text.get(at).to());
        }
        return to;
    }

    private int next(List<Word> text, int from, int position, int word) {
        for (int i = from; i < text.size() && text.get(i).position() <= position; i++) {
            if (text.get(i).position() == position && fits(word, text.get(i))) {
                return i;
            }
        }
        return NOWHERE;
    }

    private boolean fits(int i, Word found) {
        Word word = words.get(i);
        return i == words.size() - 1 ? word.finds(found) : word.isSameAs(found);
    }

    @Override
    public String toString() {
        return "Phrase[" + words.size() + "]";
    }
}
