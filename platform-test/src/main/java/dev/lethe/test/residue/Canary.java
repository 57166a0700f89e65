package dev.lethe.test.residue;

import java.security.SecureRandom;
import java.util.List;

/// A value that appears nowhere but where a test put it; wherever it is found later, it was left behind.
///
/// @param name which field of which person, for the report
public record Canary(String name, String value) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 24;

    /// 24 random letters and digits.
    public static Canary random(String name) {
        var value = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++)
            value.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        return new Canary(name, value.toString());
    }

    /// A phone number as it could be kept: in full, in its national form, and its last seven digits.
    ///
    /// @param e164 with the leading `+`
    /// @param national as dialled inside the country, digits only
    public static List<Canary> ofNumber(String name, String e164, String national) {
        var digits = e164.substring(1);
        return List.of(new Canary(name + " in full", digits), new Canary(name + " national", national),
                new Canary(name + " last seven", digits.substring(digits.length() - 7)));
    }
}
