package dev.lethe.account.sms;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.lethe.account.sms.SmsPeer.Taken;

/// Puts texts together as a telephone does.
final class SmppTexts {

    private static final String GSM = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final Map<Byte, String> ESCAPED = Map.of((byte) 0x14, "^", (byte) 0x28, "{", (byte) 0x29, "}",
            (byte) 0x2F, "\\", (byte) 0x3C, "[", (byte) 0x3D, "~", (byte) 0x3E, "]", (byte) 0x40, "|", (byte) 0x65,
            "€");

    private record Piece(String to, Map<Integer, String> parts, int total) {}

    private final Map<String, Piece> pieces = new LinkedHashMap<>();
    private int alone;

    synchronized void add(String to, byte[] bytes, boolean hasHeader, boolean isUnicode) {
        if (!hasHeader) {
            pieces.put("alone " + alone++, new Piece(to, Map.of(1, text(bytes, isUnicode)), 1));
            return;
        }
        var piece = pieces.computeIfAbsent(to + " " + bytes[3] + " " + bytes[4],
                _ -> new Piece(to, new TreeMap<>(), bytes[4]));
        piece.parts().put((int) bytes[5], text(Arrays.copyOfRange(bytes, 6, bytes.length), isUnicode));
    }

    synchronized List<Taken> whole() {
        List<Taken> whole = new ArrayList<>();
        for (Piece piece : pieces.values()) {
            if (piece.parts().size() == piece.total()) {
                whole.add(new Taken(piece.to(), String.join("", piece.parts().values())));
            }
        }
        return whole;
    }

    private static String text(byte[] bytes, boolean isUnicode) {
        if (isUnicode) {
            return new String(bytes, StandardCharsets.UTF_16BE);
        }
        var text = new StringBuilder();
        for (int i = 0; i < bytes.length; i++) {
            text.append(bytes[i] == 0x1B ? ESCAPED.get(bytes[++i]) : GSM.charAt(bytes[i]));
        }
        return text.toString();
    }
}
