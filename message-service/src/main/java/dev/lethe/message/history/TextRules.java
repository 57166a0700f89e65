package dev.lethe.message.history;

import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.text.TextRule;

/// What text is taken: so many characters, some of them to be seen, and nothing but text. Messages have lines, names have not.
public enum TextRules {
    MESSAGE(4096, true), CAPTION(1024, true), FILE_NAME(255, false), TITLE(128, false);

    private final int most;
    private final boolean lines;

    TextRules(int most, boolean lines) {
        this.most = most;
        this.lines = lines;
    }

    /// Answers the text, or ends the request naming the field.
    public String check(String field, String text) {
        if (!fits(text)) {
            throw PlatformProblems.INVALID_REQUEST.asProblem()
                    .withField(field, "must have 1 to " + most + " characters, not only blank ones");
        }
        if (!isPlain(text)) {
            throw PlatformProblems.INVALID_REQUEST.asProblem()
                    .withField(field, "must be without control characters and marks that turn the direction of text");
        }
        return text;
    }

    public boolean allows(String text) {
        return fits(text) && isPlain(text);
    }

    private boolean fits(String text) {
        return !text.codePoints().allMatch(TextRules::isBlank) && TextRule.length(text) <= most;
    }

    private static boolean isBlank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT;
    }

    private boolean isPlain(String text) {
        return lines ? TextRule.isPlainLines(text) : TextRule.isPlain(text);
    }
}
