package dev.lethe.account.operator;

import java.text.Normalizer;
import java.text.Normalizer.Form;

import dev.lethe.platform.text.TextRule;

/// The name of an operator, as the common name of a certificate has it. Any name that people bear is one.
public final class OperatorName {

    /// Of a common name (X.520).
    private static final int LONGEST = 64;

    private OperatorName() {
    }

    /// Whether it can stand in the log, where no name may look like another one, or like none.
    static boolean canBeLogged(String name) {
        return !name.isBlank() && TextRule.length(name) <= LONGEST && TextRule.isPlain(name);
    }

    /// Whether two names are written alike, by case, spaces and the form of letters: they do not make two people.
    public static boolean areOne(String one, String other) {
        return folded(one).equalsIgnoreCase(folded(other));
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Form.NFKC).replaceAll("\\p{Cf}", "").strip().replaceAll("\\s+", " ");
    }
}
