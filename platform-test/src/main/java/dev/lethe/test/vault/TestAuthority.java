package dev.lethe.test.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import dev.lethe.platform.signature.ReceiptPromise;
import dev.lethe.platform.vault.DestructionOrder;
import dev.lethe.platform.vault.SignatureCheck;

/// Signs in the name of any signer, with throw-away keys, and checks what was signed.
public final class TestAuthority implements SignatureCheck {

    private final Map<String, KeyPair> keys = new ConcurrentHashMap<>();

    public String sign(String signer, String text) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(key(signer).getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The key pair of a signer, made on first use.
    public KeyPair key(String signer) {
        return keys.computeIfAbsent(signer, _ -> {
            try {
                return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /// A ledger entry as account-service signs it.
    public DestructionOrder order(UUID subject) {
        var erasureId = UUID.randomUUID();
        var at = System.currentTimeMillis();
        return new DestructionOrder(subject, erasureId, at,
                sign("account-service", DestructionOrder.canonical(subject, erasureId, at)), null);
    }

    /// A receipt as account-service promises it.
    public static ReceiptPromise promise() {
        return new ReceiptPromise(UUID.randomUUID(), new byte[] {1, 2, 3});
    }

    @Override
    public boolean holds(String signer, String canonical, String signature) {
        try {
            var check = Signature.getInstance("Ed25519");
            check.initVerify(key(signer).getPublic());
            check.update(canonical.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false;
        }
    }
}
