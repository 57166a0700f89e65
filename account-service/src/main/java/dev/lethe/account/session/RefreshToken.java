package dev.lethe.account.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import dev.lethe.platform.text.CanonicalBase64;

/// A refresh token: the session's id, a secret that stays the same through the family, and 256 bits that change each time.
///
/// The family's secret tells a spent token from a made-up one, so that nobody can end a session by guessing; the
/// database keeps hashes of both.
final class RefreshToken {

    private static final int FAMILY = 16;
    private static final int VALUE = 32;
    private static final int NONCE = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final UUID sessionId;
    private final byte[] family;
    private final byte[] value;

    private RefreshToken(UUID sessionId, byte[] family, byte[] value) {
        this.sessionId = sessionId;
        this.family = family;
        this.value = value;
    }

    static RefreshToken first() {
        return new RefreshToken(UUID.randomUUID(), random(FAMILY), random(VALUE));
    }

    static Optional<RefreshToken> parse(String text) {
        try {
            byte[] bytes = CanonicalBase64.decodeUrl(text);
            if (bytes.length != 16 + FAMILY + VALUE) {
                return Optional.empty();
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            UUID session = new UUID(buffer.getLong(), buffer.getLong());
            return Optional.of(new RefreshToken(session, Arrays.copyOfRange(bytes, 16, 16 + FAMILY),
                    Arrays.copyOfRange(bytes, 16 + FAMILY, bytes.length)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    RefreshToken next() {
        return new RefreshToken(sessionId, family, random(VALUE));
    }

    /// Seals the next token so that only this one opens it: the database alone tells neither.
    byte[] sealNext(RefreshToken next) {
        byte[] nonce = random(NONCE);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, next.value);
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    /// Opens what [#sealNext] made.
    RefreshToken openNext(byte[] sealed) {
        byte[] nonce = Arrays.copyOf(sealed, NONCE);
        byte[] next = run(Cipher.DECRYPT_MODE, nonce, Arrays.copyOfRange(sealed, NONCE, sealed.length));
        return new RefreshToken(sessionId, family, next);
    }

    private byte[] run(int mode, byte[] nonce, byte[] input) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(value, "HmacSHA256"));
            byte[] key = mac.doFinal("successor".getBytes(StandardCharsets.US_ASCII));
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(sessionId.toString().getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a session's next token does not open", e);
        }
    }

    String text() {
        byte[] bytes = ByteBuffer.allocate(16 + FAMILY + VALUE).putLong(sessionId.getMostSignificantBits())
                .putLong(sessionId.getLeastSignificantBits()).put(family).put(value).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    UUID sessionId() {
        return sessionId;
    }

    byte[] familyHash() {
        return sha256(family);
    }

    byte[] hash() {
        return sha256(value);
    }

    boolean isOfFamily(byte[] hash) {
        return MessageDigest.isEqual(familyHash(), hash);
    }

    boolean matches(byte[] hash) {
        return MessageDigest.isEqual(hash(), hash);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "RefreshToken[…]";
    }
}
