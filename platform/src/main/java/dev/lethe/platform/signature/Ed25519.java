package dev.lethe.platform.signature;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Ed25519Verify;

/// Ed25519 (RFC 8032) over UTF-8 text. The JDK reads the keys; Tink signs and verifies, for it takes a fraction of the
/// processor time that the JDK takes, and an erasure needs many signatures.
final class Ed25519 {

    private static final String ALGORITHM = "Ed25519";
    private static final int KEY = 32;

    private Ed25519() {
    }

    static byte[] sign(Ed25519Sign key, String text) {
        try {
            return key.sign(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    static boolean verifies(Ed25519Verify key, String text, byte[] signed) {
        try {
            key.verify(signed, text.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    static Ed25519Verify publicKey(byte[] spki) {
        try {
            byte[] encoded = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(spki))
                    .getEncoded();
            return new Ed25519Verify(Arrays.copyOfRange(encoded, encoded.length - KEY, encoded.length));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 public key", e);
        }
    }

    static Ed25519Sign privateKey(byte[] pkcs8) {
        try {
            var key = (EdECPrivateKey) KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            return new Ed25519Sign(key.getBytes().orElseThrow());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 private key", e);
        }
    }

    static byte[] pem(Path file) throws IOException {
        String body = Files.readString(file).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return Base64.getDecoder().decode(body);
    }
}
