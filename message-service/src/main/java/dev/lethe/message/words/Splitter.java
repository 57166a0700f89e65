package dev.lethe.message.words;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

import dev.lethe.message.words.Letters.Letter;

/// Words of any script by the rules of Unicode (UAX 29; dictionaries where words have no spaces between them), folded
/// ([Folding]). What these rules join is parted again ([Parts]). Han, kana and Hangul come in pairs of letters: each
/// letter with its neighbour, the last of a run by itself.
///
/// Who changes what comes out of it changes [SearchTokens#VERSION] too.
final class Splitter {
    private static final boolean CJK_BY_LETTERS = false;
    private static final boolean MYANMAR_AS_WORDS = true;
    private static final int LONG_RUN = 2;
    private static final Set<String> CJK = Set.of(DefaultICUTokenizerConfig.WORD_IDEO,
            DefaultICUTokenizerConfig.WORD_HIRAGANA, DefaultICUTokenizerConfig.WORD_KATAKANA,
            DefaultICUTokenizerConfig.WORD_HANGUL);

    private final ICUTokenizer tokenizer = new ICUTokenizer(
            new DefaultICUTokenizerConfig(CJK_BY_LETTERS, MYANMAR_AS_WORDS));
    private final OffsetAttribute offset = tokenizer.addAttribute(OffsetAttribute.class);
    private final TypeAttribute type = tokenizer.addAttribute(TypeAttribute.class);

    List<Word> split(String text) {
        try {
            tokenizer.setReader(new StringReader(text));
            tokenizer.reset();
            List<Word> words = words(text);
            tokenizer.end();
            tokenizer.close();
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Word> words(String text) throws IOException {
        Parts parts = new Parts(text);
        List<Letter> run = new ArrayList<>();
        while (tokenizer.incrementToken()) {
            int from = offset.startOffset();
            int to = offset.endOffset();
            if (!run.isEmpty() && run.getLast().to() != from) {
                endRun(run, parts);
            }
            if (CJK.contains(type.type())) {
                run.addAll(Letters.of(text, from, to));
                continue;
            }
            endRun(run, parts);
            if (DefaultICUTokenizerConfig.WORD_EMOJI.equals(type.type())) {
                parts.addWord(Folding.fold(text.substring(from, to)), from, to);
            } else {
                parts.addToken(from, to);
            }
        }
        endRun(run, parts);
        return parts.words();
    }

    private static void endRun(List<Letter> run, Parts parts) {
        for (int i = 0; i < run.size() - 1; i++) {
            Letter letter = run.get(i);
            Letter neighbour = run.get(i + 1);
            parts.addWord(letter.text() + neighbour.text(), letter.from(), neighbour.to());
        }
        if (!run.isEmpty()) {
            addLast(run.getLast(), run.size() > LONG_RUN, parts);
        }
        run.clear();
    }

    // Korean ends its longer words with particles, which nobody looks for by themselves.
    private static void addLast(Letter letter, boolean isEndOfLong, Parts parts) {
        if (isEndOfLong && Character.UnicodeScript.of(letter.text().codePointAt(0)) == Character.UnicodeScript.HANGUL) {
            parts.addWithoutEntry(letter.text(), letter.from(), letter.to());
        } else {
            parts.addWord(letter.text(), letter.from(), letter.to());
        }
    }
}
