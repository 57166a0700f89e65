package dev.lethe.account.operator;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.regex.Pattern;

import dev.lethe.platform.text.TextRule;

/// The name of an operator, as the common name of a certificate has it. Any name that people bear is one.
public final class OperatorName {

    /// Of a common name (X.520).
    private static final int LONGEST = 64;

    /// What nobody sees: formats, fillers and variation selectors.
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f"
            + "\u3164\ufe00-\ufe0f\uffa0\\x{E0000}-\\x{E0FFF}]");

    private OperatorName() {
    }

    /// Whether it can stand in the log, where no name may look like none.
    static boolean canBeLogged(String name) {
        return folded(name).codePoints().anyMatch(Character::isLetterOrDigit) && TextRule.length(name) <= LONGEST
                && TextRule.isPlain(name);
    }

    /// Whether two names are written alike, by case, spaces and the form of letters: they do not make two people.
    public static boolean areOne(String one, String other) {
        return folded(one).equalsIgnoreCase(folded(other));
    }

    private static String folded(String name) {
        return Normalizer.normalize(INVISIBLE.matcher(name).replaceAll(""), Form.NFKC).strip().replaceAll("\\s+", " ");
    }
}
