package dev.lethe.client.receipt;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;

/// Checks signatures (RFC 8032). Whatever is malformed does not verify.
final class Ed25519 {

    private Ed25519() {
    }

    static boolean verifies(String publicKey, String text, String signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key(publicKey));
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(CanonicalBase64.decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false;
        }
    }

    private static PublicKey key(String spki) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(CanonicalBase64.decode(spki)));
    }
}
