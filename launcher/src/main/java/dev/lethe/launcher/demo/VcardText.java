package dev.lethe.launcher.demo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The names and numbers of a vCard file as address books of all ages write it: in UTF-8 or UTF-16 with a byte order mark, in
/// UTF-8, or in the Western European characters of old telephones; and with cards that nobody closed. Everything else, of
/// which pictures are the most, is left out while it is read.
final class VcardText {

    private static final char MARK = '\uFEFF';

    private VcardText() {
    }

    static String of(InputStream file) throws IOException {
        var bytes = new BufferedInputStream(file);
        if (isUtf16(bytes)) {
            return closed(withoutMark(VcardLines.kept(new InputStreamReader(bytes, StandardCharsets.UTF_16))));
        }
        // as characters of one byte each, so that only what is kept needs to be decoded
        var kept = VcardLines.kept(new InputStreamReader(withoutMark(bytes), StandardCharsets.ISO_8859_1));
        return closed(decoded(kept.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static boolean isUtf16(BufferedInputStream bytes) throws IOException {
        bytes.mark(2);
        var first = bytes.read();
        var second = bytes.read();
        bytes.reset();
        return (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE);
    }

    private static InputStream withoutMark(BufferedInputStream bytes) throws IOException {
        bytes.mark(3);
        if (bytes.read() != 0xEF || bytes.read() != 0xBB || bytes.read() != 0xBF) {
            bytes.reset();
        }
        return bytes;
    }

    private static String withoutMark(String text) {
        return text.isEmpty() || text.charAt(0) != MARK ? text : text.substring(1);
    }

    private static String decoded(byte[] kept) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(kept)).toString();
        } catch (CharacterCodingException _) {
            return new String(kept, Charset.forName("windows-1252"));
        }
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
