package dev.lethe.account.sms;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs a webhook: HMAC-SHA256 over its id, the second and the raw body (Standard Webhooks, symmetric, `v1`).
final class WebhookSignature {

    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    private final byte[] key;

    private WebhookSignature(byte[] key) {
        this.key = key;
    }

    /// With a key as people keep it.
    static WebhookSignature of(String secret) {
        byte[] key = key(secret);
        if (key.length < SHORTEST || key.length > LONGEST) {
            throw new IllegalStateException(
                    "lethe.sms.webhook.secret-file must hold `whsec_` and base64 of 24 to 64 bytes");
        }
        return new WebhookSignature(key);
    }

    private static byte[] key(String secret) {
        try {
            return secret.startsWith(PREFIX) ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
                    : new byte[0];
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    /// The value of the header.
    String of(String id, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "WebhookSignature[…]";
    }
}
