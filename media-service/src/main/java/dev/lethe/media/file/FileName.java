package dev.lethe.media.file;

import java.text.Normalizer;

import org.jspecify.annotations.Nullable;

/// A file's name made harmless: no path, no control characters, nothing that turns the direction of writing.
///
/// @param text at most 255 characters
record FileName(String text) {

    private static final int LONGEST = 255;
    private static final int LONGEST_EXTENSION = 16;
    private static final String NAMELESS = "file";

    /// Cleans a name as a device sent it; what is left without a name is called `file`.
    static FileName of(@Nullable String written) {
        if (written == null) {
            return new FileName(NAMELESS);
        }
        var last = written.substring(Math.max(written.lastIndexOf('/'), written.lastIndexOf('\\')) + 1);
        var clean = new StringBuilder();
        Normalizer.normalize(last, Normalizer.Form.NFC).codePoints().filter(FileName::isHarmless)
                .forEach(clean::appendCodePoint);
        var name = clean.toString().strip();
        return new FileName(name.chars().allMatch(letter -> letter == '.') ? NAMELESS : shortened(name));
    }

    private static boolean isHarmless(int point) {
        return switch (Character.getDirectionality(point)) {
            case Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING, Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING, Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
                    Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT, Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE, Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE,
                    Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE ->
                false;
            default -> isPlain(point);
        };
    }

    private static boolean isPlain(int point) {
        boolean mark = point == 0x200E || point == 0x200F || point == 0x061C;
        int type = Character.getType(point);
        return !mark && type != Character.CONTROL && type != Character.SURROGATE && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }

    private static String shortened(String name) {
        int length = name.codePointCount(0, name.length());
        if (length <= LONGEST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        var extension = dot > 0 && name.length() - dot <= LONGEST_EXTENSION ? name.substring(dot) : "";
        int kept = LONGEST - extension.codePointCount(0, extension.length());
        return name.substring(0, name.offsetByCodePoints(0, kept)) + extension;
    }

    @Override
    public String toString() {
        return "FileName[redacted]";
    }
}
