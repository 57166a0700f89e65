package dev.lethe.platform.text;

/// Which text is stored: no control characters, no half surrogates, and no marks that make it look like other text
/// (Unicode, UAX #9 and UTR #36). Letters of every script, joiners and the plain direction marks of right-to-left
/// scripts are text.
public final class TextRule {

    private TextRule() {
    }

    /// The characters of a text, counted in code points.
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /// Whether a name, or another text of one line, may be stored.
    public static boolean isPlain(String text) {
        return text.codePoints().noneMatch(TextRule::isForeignToNames);
    }

    /// Whether a text of several lines may be stored: line breaks and tabs are text there, and so are the isolates and
    /// embeddings that systems put around numbers and names in right-to-left text.
    public static boolean isPlainLines(String text) {
        return text.codePoints().noneMatch(TextRule::isForeignToLines);
    }

    private static boolean isForeignToNames(int point) {
        return isNeverText(point) || Character.isISOControl(point) || point == 0x2028 || point == 0x2029
                || (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    }

    private static boolean isForeignToLines(int point) {
        boolean isBreak = point == '\n' || point == '\r' || point == '\t';
        return isNeverText(point) || (Character.isISOControl(point) && !isBreak);
    }

    /// Half surrogates, and the two overrides.
    private static boolean isNeverText(int point) {
        return (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) || point == 0x202D
                || point == 0x202E;
    }
}
