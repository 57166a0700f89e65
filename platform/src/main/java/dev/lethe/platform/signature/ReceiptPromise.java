package dev.lethe.platform.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;

/// The receipt that an erasure was promised, and the salt that binds it to the account without naming it. Each witness
/// computes the hash itself, from the account that it really erased, and keeps the salt nowhere.
public record ReceiptPromise(UUID receiptId, byte[] salt) {

    /// SHA-256 of the account's id and the salt, base64.
    public String subjectHash(UUID subject) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(subject.toString().getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest.digest(salt));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "ReceiptPromise[" + receiptId + "]";
    }
}
