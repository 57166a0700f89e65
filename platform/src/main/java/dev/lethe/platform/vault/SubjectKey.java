package dev.lethe.platform.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/// A subject's root for one reader, with the keys derived from it, one a purpose. Seals are AES-256-GCM with a random
/// nonce: format (1 byte), key version (1), nonce (12), ciphertext with tag.
public final class SubjectKey {

    static final int ROOT_LENGTH = 32;
    static final int MOST_VERSIONS = 255;
    private static final byte FORMAT = 1;
    private static final int NONCE_LENGTH = 12;
    private static final int HEADER_LENGTH = 2 + NONCE_LENGTH;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Reader reader;
    private final byte version;
    private final byte[] root;
    private final Map<String, SecretKeySpec> derived = new ConcurrentHashMap<>();
    private volatile boolean forgotten;

    SubjectKey(Reader reader, int version, byte[] root) {
        if (root.length != ROOT_LENGTH || version < 1 || version > MOST_VERSIONS) {
            throw new IllegalArgumentException("not a root key");
        }
        this.reader = reader;
        this.version = (byte) version;
        this.root = root.clone();
    }

    /// What [#seal] adds to a value's length, in bytes.
    public static int overhead() {
        return HEADER_LENGTH + TAG_BITS / 8;
    }

    public byte[] seal(Place place, String plain) {
        return seal(place, plain.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] seal(Place place, byte[] plain) {
        var sealed = new byte[HEADER_LENGTH + plain.length + TAG_BITS / 8];
        var nonce = new byte[NONCE_LENGTH];
        RANDOM.nextBytes(nonce);
        sealed[0] = FORMAT;
        sealed[1] = version;
        System.arraycopy(nonce, 0, sealed, 2, NONCE_LENGTH);
        try {
            cipher(Cipher.ENCRYPT_MODE, place, nonce).doFinal(plain, 0, plain.length, sealed, HEADER_LENGTH);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
    }

    public String openText(Place place, byte[] sealed) {
        return new String(open(place, sealed), StandardCharsets.UTF_8);
    }

    /// Opens what [#seal] made in the same place.
    ///
    /// @throws SealBrokenException when the value was altered or sealed for another place or key
    public byte[] open(Place place, byte[] sealed) {
        if (sealed.length < overhead() || sealed[0] != FORMAT || sealed[1] != version) {
            throw broken("Not a seal of this key: ", place, null);
        }
        var nonce = Arrays.copyOfRange(sealed, 2, HEADER_LENGTH);
        try {
            return cipher(Cipher.DECRYPT_MODE, place, nonce)
                    .doFinal(sealed, HEADER_LENGTH, sealed.length - HEADER_LENGTH);
        } catch (AEADBadTagException e) {
            throw broken("Seal does not hold: ", place, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
    }

    /// HMAC-SHA256 of the value, the same for the same value: finds a row without telling what is in it.
    public byte[] blindIndex(String purpose, byte[] value) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(derive("index:" + purpose, "HmacSHA256"));
            return mac.doFinal(value);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 failed", e);
        }
    }

    /// A secret of 32 bytes for a purpose of the caller's own, who clears it after use: the blind index of nothing,
    /// made once.
    public byte[] secret(String purpose) {
        var name = "secret:" + purpose;
        var known = derived.get(name);
        if (known == null) {
            var bytes = blindIndex(purpose, new byte[0]);
            known = new SecretKeySpec(bytes, "HmacSHA256");
            Arrays.fill(bytes, (byte) 0);
            derived.put(name, known);
        }
        throwIfForgotten();
        return known.getEncoded();
    }

    /// Ends this object at once, for whoever still holds it too.
    void forget() {
        forgotten = true;
        Arrays.fill(root, (byte) 0);
        derived.clear();
    }

    private static SealBrokenException broken(String what, Place place, @Nullable Exception cause) {
        BrokenSeals.report(place);
        return new SealBrokenException(what + place, cause);
    }

    private Cipher cipher(int mode, Place place, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, derive(place.purpose(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(new byte[] {FORMAT, version});
        cipher.updateAAD(place.bytes(reader.part()));
        return cipher;
    }

    private SecretKeySpec derive(String purpose, String algorithm) {
        var key = derived.computeIfAbsent(purpose, it -> {
            var bytes = Hkdf.derive(root, it, ROOT_LENGTH);
            try {
                return new SecretKeySpec(bytes, algorithm);
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        });
        throwIfForgotten();
        return key;
    }

    // Asked after deriving: a key derived from a root that was just zeroed must not be used.
    private void throwIfForgotten() {
        if (forgotten) {
            derived.clear();
            throw new KeyUnreachableException("The key was revoked meanwhile");
        }
    }

    @Override
    public String toString() {
        return "SubjectKey[" + reader + "]";
    }
}
