package dev.lethe.media.file;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import io.micrometer.core.instrument.Metrics;

import dev.lethe.media.reference.FileKey;
import dev.lethe.platform.vault.SealBrokenException;

/// Seals what belongs to one file under its own key: AES-256-GCM, a random nonce each, bound to file, place and end.
///
/// A segment is 64 KiB of the file. Which one it is and whether it is the last is bound in, so that segments can be
/// neither swapped, repeated nor left out at the end.
final class FileSealing {

    /// Bytes of the file in a full segment.
    static final int SEGMENT = 64 * 1024;

    /// Bytes a sealed value is longer than the plain one: nonce and tag.
    static final int OVERHEAD = 12 + 16;

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;
    private final UUID file;

    FileSealing(FileKey key, UUID file) {
        this.key = new SecretKeySpec(key.bytes(), "AES");
        this.file = file;
    }

    byte[] sealSegment(long index, boolean last, byte[] plain, int length) {
        return seal(segment(index, last), plain, length);
    }

    /// Opens a segment for one place.
    ///
    /// @throws SealBrokenException when the segment is not what was sealed at this place
    byte[] openSegment(long index, boolean last, byte[] sealed) {
        return open(segment(index, last), sealed);
    }

    byte[] sealText(String column, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return seal(place(column), bytes, bytes.length);
    }

    /// Opens a text of the file's row.
    ///
    /// @throws SealBrokenException when the text is not what was sealed at this place
    String openText(String column, byte[] sealed) {
        return new String(open(place(column), sealed), StandardCharsets.UTF_8);
    }

    private byte[] seal(byte[] place, byte[] plain, int length) {
        var nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        var sealed = Arrays.copyOf(nonce, length + OVERHEAD);
        try {
            cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(plain, 0, length, sealed, NONCE);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
    }

    private byte[] open(byte[] place, byte[] sealed) {
        if (sealed.length < OVERHEAD) {
            throw broken("Shorter than a seal of a file", null);
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE), place).doFinal(sealed, NONCE,
                    sealed.length - NONCE);
        } catch (AEADBadTagException e) {
            throw broken("A seal of a file does not hold", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
    }

    /// Counts it too, for a broken seal is somebody's attack or our fault.
    static SealBrokenException broken(String what, @Nullable Exception cause) {
        Metrics.counter("lethe.seal.broken", "place", "file").increment();
        return new SealBrokenException(what, cause);
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] place) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place);
        return cipher;
    }

    private byte[] segment(long index, boolean last) {
        return place("segment", Long.toString(index), last ? "last" : "more");
    }

    private byte[] place(String... parts) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF("lethe-file-v1");
            out.writeLong(file.getMostSignificantBits());
            out.writeLong(file.getLeastSignificantBits());
            for (var part : parts) {
                out.writeUTF(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
