package dev.lethe.key.epoch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wraps shares with the key of their bucket and epoch (AES-256-GCM, random nonce), bound to subject, reader and epoch.
public final class Wrapping {

    private static final Logger LOG = LoggerFactory.getLogger(Wrapping.class);
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;

    /// A share as the database holds it.
    ///
    /// @param epoch of the key that wrapped it
    public record Wrapped(int bucket, long epoch, byte[] bytes) {}

    private final EpochKeys keys;
    private final SecureRandom random = new SecureRandom();

    Wrapping(EpochKeys keys) {
        this.keys = keys;
    }

    /// Wraps with the newest key. Call it in a transaction that locked the epoch: see [EpochState#hold].
    public Wrapped wrap(UUID subject, String reader, byte[] share) {
        var key = keys.current(Bucket.of(subject));
        var nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, subject, reader).doFinal(share);
            var bytes = ByteBuffer.allocate(NONCE_LENGTH + sealed.length).put(nonce).put(sealed).array();
            return new Wrapped(key.bucket(), key.epoch(), bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
    }

    /// Nothing when the key of that epoch is gone, or the row was tampered with.
    public Optional<byte[]> unwrap(UUID subject, String reader, Wrapped wrapped) {
        var key = keys.find(Bucket.of(subject), wrapped.epoch());
        if (key.isEmpty()) {
            return Optional.empty();
        }
        var nonce = java.util.Arrays.copyOf(wrapped.bytes(), NONCE_LENGTH);
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key.get(), nonce, subject, reader).doFinal(wrapped.bytes(),
                    NONCE_LENGTH, wrapped.bytes().length - NONCE_LENGTH));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            LOG.error("A wrapped share in bucket {} does not open: {}", wrapped.bucket(), e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, EpochKeys.BucketKey key, byte[] nonce, UUID subject, String reader)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key.key(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((subject + "|" + reader + "|" + key.epoch()).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
