package dev.lethe.account.sms;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One short message of a text, as it goes over the air: in the default alphabet of GSM (3GPP TS 23.038, 6.2.1) where it
/// has all characters, else in UCS-2, and with the header that puts long texts together (3GPP TS 23.040, 9.2.3.24.1).
///
/// @param isLong whether the bytes begin with that header
record SmsPart(byte[] bytes, boolean isUnicode, boolean isLong) {

    private static final String ALPHABET = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final byte ESCAPE = 0x1B;
    private static final Map<Integer, Integer> BEHIND_ESCAPE = Map.of((int) '\f', 0x0A, (int) '^', 0x14, (int) '{',
            0x28, (int) '}', 0x29, (int) '\\', 0x2F, (int) '[', 0x3C, (int) '~', 0x3D, (int) ']', 0x3E, (int) '|',
            0x40, (int) '€', 0x65);
    private static final int GSM_ALONE = 160;
    private static final int GSM_AMONG_OTHERS = 153;
    private static final int UNICODE_ALONE = 140;
    private static final int UNICODE_AMONG_OTHERS = 134;

    /// The parts of a text.
    ///
    /// @param reference tells the parts of this text from those of another one to the same number, from 0 to 255
    static List<SmsPart> of(String text, int reference) {
        List<byte[]> gsm = text.codePoints().mapToObj(SmsPart::gsm).toList();
        boolean isUnicode = gsm.stream().anyMatch(it -> it.length == 0);
        List<byte[]> characters = isUnicode
                ? text.codePoints().mapToObj(it -> Character.toString(it).getBytes(StandardCharsets.UTF_16BE)).toList()
                : gsm;
        List<byte[]> bodies = split(characters, isUnicode ? UNICODE_ALONE : GSM_ALONE);
        if (bodies.size() == 1) {
            return List.of(new SmsPart(bodies.getFirst(), isUnicode, false));
        }
        bodies = split(characters, isUnicode ? UNICODE_AMONG_OTHERS : GSM_AMONG_OTHERS);
        List<SmsPart> parts = new ArrayList<>();
        for (byte[] body : bodies) {
            var bytes = new ByteArrayOutputStream();
            bytes.writeBytes(new byte[] {5, 0, 3, (byte) reference, (byte) bodies.size(), (byte) (parts.size() + 1)});
            bytes.writeBytes(body);
            parts.add(new SmsPart(bytes.toByteArray(), isUnicode, true));
        }
        return parts;
    }

    /// No character is torn.
    private static List<byte[]> split(List<byte[]> characters, int most) {
        List<byte[]> bodies = new ArrayList<>();
        var body = new ByteArrayOutputStream();
        for (byte[] character : characters) {
            if (body.size() + character.length > most) {
                bodies.add(body.toByteArray());
                body.reset();
            }
            body.writeBytes(character);
        }
        bodies.add(body.toByteArray());
        return bodies;
    }

    /// One byte a septet; nothing for a character that the alphabet has not.
    private static byte[] gsm(int character) {
        int place = character == ESCAPE ? -1 : ALPHABET.indexOf(character);
        if (place >= 0) {
            return new byte[] {(byte) place};
        }
        Integer behind = BEHIND_ESCAPE.get(character);
        return behind == null ? new byte[0] : new byte[] {ESCAPE, behind.byteValue()};
    }

    @Override
    public String toString() {
        return "SmsPart[…]";
    }
}
