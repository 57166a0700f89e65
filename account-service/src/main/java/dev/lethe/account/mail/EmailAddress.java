package dev.lethe.account.mail;

import java.util.Optional;
import java.util.regex.Pattern;

/// An address that mail can be sent to (the dot-string and domain of RFC 5321, 4.1.2, in ASCII).
public record EmailAddress(String text) {

    /// RFC 5321, 4.5.3.1.3, without its brackets.
    public static final int LONGEST = 254;

    private static final int LONGEST_LOCAL = 64;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern FORM = Pattern
            .compile(ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL
                    + ")*\\.[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]");
    private static final String DOTS = "\u2022\u2022\u2022";

    /// Reads what a person wrote; empty if it is no address.
    public static Optional<EmailAddress> read(String written) {
        String text = written.strip();
        if (text.length() > LONGEST || text.indexOf('@') > LONGEST_LOCAL || !FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(new EmailAddress(text));
    }

    /// What is shown of it: its owner knows it again, and nobody else learns it.
    public String masked() {
        int at = text.indexOf('@');
        return text.charAt(0) + DOTS + "@" + text.charAt(at + 1) + DOTS + text.substring(text.lastIndexOf('.'));
    }

    @Override
    public String toString() {
        return "EmailAddress[\u2026]";
    }
}
