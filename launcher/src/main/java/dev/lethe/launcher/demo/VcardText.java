package dev.lethe.launcher.demo;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The text of a vCard file as address books of all ages write it: in UTF-8 or UTF-16 with a byte order mark, in UTF-8, or
/// in the Western European characters of old telephones; and with cards that nobody closed.
final class VcardText {

    private static final char MARK = '\uFEFF';

    private VcardText() {
    }

    static String of(byte[] file) {
        var text = decoded(file);
        return closed(text.isEmpty() || text.charAt(0) != MARK ? text : text.substring(1));
    }

    private static String decoded(byte[] file) {
        if (startsWith(file, 0xFE, 0xFF) || startsWith(file, 0xFF, 0xFE)) {
            return new String(file, StandardCharsets.UTF_16);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException _) {
            return new String(file, Charset.forName("windows-1252"));
        }
    }

    private static boolean startsWith(byte[] file, int first, int second) {
        return file.length > 1 && (file[0] & 0xFF) == first && (file[1] & 0xFF) == second;
    }

    /// Ends a card where the next one begins, unless the next one is the agent of this one, as vCard 2.1 allows.
    private static String closed(String text) {
        var closed = new StringBuilder();
        var open = 0;
        var agent = false;
        for (var line : text.lines().toList()) {
            var word = line.strip().toUpperCase(Locale.ROOT);
            if (word.equals("BEGIN:VCARD")) {
                for (; open > 0 && !agent; open--) {
                    closed.append("END:VCARD\r\n");
                }
                open++;
            } else if (word.equals("END:VCARD")) {
                open--;
            }
            agent = word.startsWith("AGENT") && word.endsWith(":");
            closed.append(line).append("\r\n");
        }
        return closed.append("END:VCARD\r\n".repeat(Math.max(0, open))).toString();
    }
}
