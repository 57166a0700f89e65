package dev.lethe.message.words;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

import org.springframework.stereotype.Component;

/// Splits texts into words. What splits is costly to make and serves one text at a time, so it is kept;
/// not by thread, for a request has a virtual thread of its own.
@Component
public class Words {
    private static final String JOINING = "._:@+#";

    private final Deque<Splitter> idle = new ConcurrentLinkedDeque<>();

    /// The words of a text in their order, repeated ones too; all forms of each.
    public List<Word> split(String text) {
        Splitter splitter = idle.pollFirst();
        if (splitter == null) {
            splitter = new Splitter();
        }
        List<Word> words = splitter.split(text);
        // one that failed halfway is not used again
        idle.offerFirst(splitter);
        return words;
    }

    /// What somebody looks for who writes this: words, and those together that are written together.
    public List<Phrase> phrases(String query) {
        List<Phrase> phrases = new ArrayList<>();
        List<Word> phrase = new ArrayList<>();
        for (Word word : meant(split(query))) {
            if (!phrase.isEmpty() && !isJoined(query, phrase.getLast().to(), word.from())) {
                phrases.add(new Phrase(List.copyOf(phrase)));
                phrase.clear();
            }
            phrase.add(word);
        }
        if (!phrase.isEmpty()) {
            phrases.add(new Phrase(List.copyOf(phrase)));
        }
        return phrases;
    }

    // The first form at each position, but none of what it covers.
    private static List<Word> meant(List<Word> words) {
        List<Word> meant = new ArrayList<>();
        int position = -1;
        int covered = 0;
        for (Word word : words) {
            if (word.position() != position && word.to() > covered) {
                meant.add(word);
                covered = word.to();
            }
            position = word.position();
        }
        return meant;
    }

    private static boolean isJoined(String query, int from, int to) {
        return from >= to || query.substring(from, to).codePoints()
                .allMatch(sign -> JOINING.indexOf(sign) >= 0 || Letters.isApostrophe(sign) || Letters.isHyphen(sign)
                        || (sign == ',' && isBesideDigit(query, from, to)));
    }

    private static boolean isBesideDigit(String query, int from, int to) {
        return Character.isDigit(query.charAt(from - 1)) && Character.isDigit(query.charAt(to));
    }
}
