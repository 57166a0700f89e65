package dev.lethe.client.receipt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// Recomputes the chain in which a suite logs what its operators do: each digest is SHA-256 over the one before it and the
/// SHA-256 of the act.
public final class OperatorChain {

    private static final String SIGNER = "account-service";
    private static final int DIGEST = 32;
    private static final int SALT = 16;

    private OperatorChain() {
    }

    /// The digest before the first act.
    public static byte[] beginning() {
        return new byte[DIGEST];
    }

    /// SHA-256 of what an act says.
    ///
    /// @param account that it is about, if any
    /// @param object  the invitation or request that it is about, if any
    /// @param salt    base64; acts of before there was one have none
    /// @throws IllegalArgumentException when it is no salt
    public static byte[] link(long sequence, Instant at, String act, @Nullable UUID account, @Nullable UUID object,
            @Nullable String salt, String operator) {
        String start = String.join("|", salt == null ? "lethe-operator-act-v1" : "lethe-operator-act-v2",
                Long.toString(sequence), at.toString(), act, account == null ? "" : account.toString(),
                object == null ? "" : object.toString());
        String salted = salt == null ? start : start + "|" + HexFormat.of().formatHex(decodedSalt(salt));
        return sha256((salted + "|" + operator).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] decodedSalt(String salt) {
        byte[] bytes = CanonicalBase64.decode(salt);
        if (bytes.length != SALT) {
            throw new IllegalArgumentException("a salt has 16 bytes");
        }
        return bytes;
    }

    /// The digest of an act.
    public static byte[] next(byte[] before, byte[] link) {
        byte[] both = new byte[before.length + link.length];
        System.arraycopy(before, 0, both, 0, before.length);
        System.arraycopy(link, 0, both, before.length, link.length);
        return sha256(both);
    }

    /// Whether account-service, whose key the suite vouches for, signed this as the last act.
    ///
    /// @param signature base64
    public static boolean isSigned(PublishedKeys keys, long sequence, byte[] digest, String signature) {
        String canonical = String.join("|", "lethe-operator-head-v1", Long.toString(sequence),
                HexFormat.of().formatHex(digest));
        return keys.certificates().stream()
                .filter(it -> it.name().equals(SIGNER)
                        && Ed25519.verifies(keys.suiteKey(), it.canonical(), it.signature()))
                .anyMatch(it -> Ed25519.verifies(it.publicKey(), canonical, signature));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
