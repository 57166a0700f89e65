package dev.lethe.platform.problem;

import java.util.regex.Pattern;

/// Names of fields as an answer shows them.
final class FieldName {

    private static final int LONGEST = 64;
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}]");

    private FieldName() {
    }

    /// At most 64 characters of it, with U+FFFD for each that is not to be seen or turns what stands around it.
    static String shown(String name) {
        String cleaned = UNSEEN.matcher(name.codePointCount(0, name.length()) <= LONGEST ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST))).replaceAll("\uFFFD");
        return cleaned.length() < name.length() ? cleaned + "…" : cleaned;
    }
}
