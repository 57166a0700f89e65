package dev.lethe.platform.text;

import java.util.Base64;

/// Base64 (RFC 4648) in the one form that encoders give it: of one alphabet, with its padding or for URLs without, and without bits that stand for
/// nothing. Decoders of the JDK take other forms for the same bytes, so that a signature or token would have several.
public final class CanonicalBase64 {

    private CanonicalBase64() {
    }

    /// Reads the usual alphabet, with padding.
    ///
    /// @throws IllegalArgumentException when it is in no form, or in another one
    public static byte[] decode(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("not in canonical form");
        }
        return bytes;
    }

    /// Reads the alphabet for URLs, without padding.
    ///
    /// @throws IllegalArgumentException when it is in no form, or in another one
    public static byte[] decodeUrl(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("not in canonical form");
        }
        return bytes;
    }
}
