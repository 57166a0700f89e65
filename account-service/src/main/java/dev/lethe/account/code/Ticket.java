package dev.lethe.account.code;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
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

/// What someone who asked for a code holds: the id of the database's row, and a 128-bit secret that only they have.
///
/// The secret keys the code's hash and seals what the row must remember, so that neither can be read from the database:
/// six digits under a hash that anyone can compute would be found in a millisecond.
public final class Ticket {

    private static final int LENGTH = 32;
    private static final int NONCE = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final UUID id;
    private final byte[] secret;

    private Ticket(UUID id, byte[] secret) {
        this.id = id;
        this.secret = secret;
    }

    /// A new ticket.
    public static Ticket random() {
        byte[] secret = new byte[16];
        RANDOM.nextBytes(secret);
        return new Ticket(UUID.randomUUID(), secret);
    }

    /// A ticket whose secret comes from elsewhere.
    ///
    /// @param secret 16 bytes
    public static Ticket of(UUID id, byte[] secret) {
        return new Ticket(id, secret.clone());
    }

    /// The ticket a client shows, if it has the right form.
    public static Optional<Ticket> parse(String text) {
        try {
            byte[] bytes = CanonicalBase64.decodeUrl(text);
            if (bytes.length != LENGTH) {
                return Optional.empty();
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            UUID id = new UUID(buffer.getLong(), buffer.getLong());
            return Optional.of(new Ticket(id, Arrays.copyOfRange(bytes, 16, LENGTH)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The form clients keep: 43 characters, opaque to them.
    public String text() {
        byte[] bytes = ByteBuffer.allocate(LENGTH).putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits()).put(secret).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// The row's id.
    public UUID id() {
        return id;
    }

    /// The code's hash under the ticket's secret.
    public byte[] hash(String code) {
        return mac("code|" + code);
    }

    /// Compares in constant time.
    public boolean matches(String code, byte[] hash) {
        return MessageDigest.isEqual(hash(code), hash);
    }

    /// Seals a text so that only a holder of the ticket can have it opened.
    public byte[] seal(String text) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, text.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    /// Opens what [#seal] made.
    public String open(byte[] sealed) {
        byte[] nonce = Arrays.copyOf(sealed, NONCE);
        byte[] text = run(Cipher.DECRYPT_MODE, nonce, Arrays.copyOfRange(sealed, NONCE, sealed.length));
        return new String(text, StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(mac("seal"), "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(id.toString().getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a ticket's seal does not open", e);
        }
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "Ticket[" + id + "]";
    }
}
