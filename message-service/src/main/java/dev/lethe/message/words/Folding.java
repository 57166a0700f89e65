package dev.lethe.message.words;

import java.util.Locale;

import org.apache.lucene.analysis.icu.ICUFoldingFilter;

import com.ibm.icu.text.FilteredNormalizer2;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.UnicodeSet;

/// Makes alike what readers take for the same: case, widths, ligatures and digits of any script by NFKC_Casefold
/// (UAX 44), and accents by Lucene's folding (UTR 30).
///
/// Accents go only where readers leave them out. Voicing marks of kana, tones of Thai, viramas of India and the
/// breve that tells й from и are letters or part of them, and stay.
final class Folding {
    private static final char LAST_ASCII = 0x7F;
    private static final Normalizer2 ALIKE = Normalizer2.getNFKCCasefoldInstance();
    // Inherited marks by their numbers: the script of a mark alone says nothing.
    private static final UnicodeSet ACCENTED = new UnicodeSet(
            "[[:Latin:][:Greek:][:Hebrew:][:Arabic:][:Syriac:][:Nd:]ёѐѝ\\u0300-\\u036f\\u0640\\u064b-\\u0655\\u0670]")
            .freeze();
    private static final Normalizer2 WITHOUT_ACCENTS = new FilteredNormalizer2(ICUFoldingFilter.NORMALIZER, ACCENTED);

    private Folding() {}

    static String fold(String text) {
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        String alike = ALIKE.normalize(text);
        return ACCENTED.containsNone(alike) ? alike : WITHOUT_ACCENTS.normalize(alike);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > LAST_ASCII) {
                return false;
            }
        }
        return true;
    }
}
