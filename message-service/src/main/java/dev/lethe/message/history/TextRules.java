package dev.lethe.message.history;

import dev.lethe.platform.problem.PlatformProblems;

/// What text is taken: so many Unicode characters, all of them valid, none of them NUL, and some of them to be seen.
public enum TextRules {
    MESSAGE(4096), CAPTION(1024), FILE_NAME(255), TITLE(128);

    private final int most;

    TextRules(int most) {
        this.most = most;
    }

    /// Answers the text, or ends the request naming the field.
    public String check(String field, String text) {
        if (!fits(text)) {
            throw PlatformProblems.INVALID_REQUEST.asProblem()
                    .withField(field, "must have 1 to " + most + " characters, not only blank ones");
        }
        if (!isValid(text)) {
            throw PlatformProblems.INVALID_REQUEST.asProblem().withField(field, "must be valid Unicode without NUL");
        }
        return text;
    }

    public boolean allows(String text) {
        return fits(text) && isValid(text);
    }

    private boolean fits(String text) {
        return !text.codePoints().allMatch(TextRules::isBlank) && text.codePointCount(0, text.length()) <= most;
    }

    private static boolean isBlank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT;
    }

    private static boolean isValid(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
