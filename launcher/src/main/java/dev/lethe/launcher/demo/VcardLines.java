package dev.lethe.launcher.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// Reads a vCard file line by line and keeps those that hold cards together, names and numbers.
final class VcardLines {

    private static final Pattern KEPT = Pattern.compile("([a-z0-9-]+\\.)?(begin|end|version|n|fn|tel|agent)[;:].*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    /// More than any name; what a line holds beyond is left out.
    private static final int LONGEST = 4_096;
    private static final String BLANKS = " \t";

    private final BufferedReader file;

    private VcardLines(Reader file) {
        this.file = new BufferedReader(file);
    }

    static String kept(Reader file) throws IOException {
        var lines = new VcardLines(file);
        var text = new StringBuilder();
        var keeps = false;
        var goesOn = false;
        var quoted = false;
        for (var line = lines.next(); line != null; line = lines.next()) {
            if (!goesOn && (line.isEmpty() || BLANKS.indexOf(line.charAt(0)) < 0)) {
                keeps = KEPT.matcher(line).matches();
                quoted = isQuotedPrintable(line);
            }
            goesOn = quoted && line.endsWith("=");
            if (keeps) {
                text.append(line).append("\r\n");
            }
        }
        return text.toString();
    }

    /// What is quoted so goes on in the next line after a `=` at its end, without a blank at its begin.
    private static boolean isQuotedPrintable(String line) {
        var value = line.indexOf(':');
        return value > 0 && line.substring(0, value).toUpperCase(Locale.ROOT).contains("QUOTED-PRINTABLE");
    }

    private @Nullable String next() throws IOException {
        var line = new StringBuilder();
        var character = file.read();
        if (character < 0) {
            return null;
        }
        for (; character >= 0 && character != '\n' && character != '\r'; character = file.read()) {
            if (line.length() < LONGEST) {
                line.append((char) character);
            }
        }
        if (character == '\r') {
            skipLineFeed();
        }
        return line.toString();
    }

    private void skipLineFeed() throws IOException {
        file.mark(1);
        if (file.read() != '\n') {
            file.reset();
        }
    }
}
