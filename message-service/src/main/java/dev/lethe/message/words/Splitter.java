package dev.lethe.message.words;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/// Words of any script by the rules of Unicode (UAX 29; dictionaries where words have no spaces between
/// them), folded by UTR 30: case, accents, widths and digits. Han, kana and Hangul come in pairs of letters.
///
/// Who changes what comes out of it changes [SearchTokens#VERSION] too.
final class Splitter {
    private static final boolean CJK_IN_PAIRS = false;
    private static final boolean MYANMAR_AS_WORDS = true;

    private final Tokenizer tokenizer;
    private final TokenStream stream;
    private final CharTermAttribute term;
    private final OffsetAttribute offset;

    Splitter() {
        this.tokenizer = new ICUTokenizer(new DefaultICUTokenizerConfig(CJK_IN_PAIRS, MYANMAR_AS_WORDS));
        this.stream = new CJKBigramFilter(new ICUFoldingFilter(tokenizer));
        this.term = stream.addAttribute(CharTermAttribute.class);
        this.offset = stream.addAttribute(OffsetAttribute.class);
    }

    List<Word> split(String text) {
        List<Word> words = new ArrayList<>();
        try {
            tokenizer.setReader(new StringReader(text));
            stream.reset();
            while (stream.incrementToken()) {
                if (!term.isEmpty()) {
                    words.add(new Word(term.toString(), offset.startOffset(), offset.endOffset()));
                }
            }
            stream.end();
            stream.close();
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
