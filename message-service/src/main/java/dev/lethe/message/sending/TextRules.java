package dev.lethe.message.sending;

import dev.lethe.platform.problem.PlatformProblems;

/// What text is taken: so many Unicode characters, all of them valid, none of them NUL.
public enum TextRules {
    MESSAGE(4096), CAPTION(1024), FILE_NAME(255), TITLE(128);

    private final int most;

    TextRules(int most) {
        this.most = most;
    }

    /// Answers the text, or ends the request naming the field.
    public String check(String field, String text) {
        if (text.isEmpty() || text.codePointCount(0, text.length()) > most) {
            throw PlatformProblems.INVALID_REQUEST.asProblem()
                    .withField(field, "must have 1 to " + most + " characters");
        }
        boolean invalid = text.codePoints()
                .anyMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
        if (invalid) {
            throw PlatformProblems.INVALID_REQUEST.asProblem().withField(field, "must be valid Unicode without NUL");
        }
        return text;
    }
}
