package dev.lethe.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

import dev.lethe.test.secret.TestSecrets;

/// Checks receipts as a stranger would: with the published text of the format, not with our code.
final class Receipts {

    private Receipts() {}

    static boolean isSigned(JsonNode receipt) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(TestSecrets.shared().signer("account-service").getPublic());
            check.update(("lethe-receipt-v2|" + canonical(receipt)).getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(receipt.get("signature").asString()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean isOf(JsonNode receipt, Object account, String salt) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(account.toString().getBytes(StandardCharsets.UTF_8));
            byte[] hash = digest.digest(Base64.getDecoder().decode(salt));
            return Base64.getEncoder().encodeToString(hash).equals(receipt.get("subjectHash").asString());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Receipts hold plain ASCII only, so sorting and Jackson's own quoting make the canonical form.
    private static String canonical(JsonNode node) {
        if (node.isObject()) {
            return node.propertyNames().stream().filter(it -> !it.equals("signature") || !node.has("subjectHash"))
                    .sorted().map(it -> "\"" + it + "\":" + canonical(node.get(it)))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (node.isArray()) {
            return node.valueStream().map(Receipts::canonical).collect(Collectors.joining(",", "[", "]"));
        }
        return node.toString();
    }
}
