package dev.lethe.client.receipt;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A suite of signers with keys of its own, which issues receipts as the real one does.
final class TestSuite {

    static final UUID ACCOUNT = UUID.fromString("6f1c2a52-5f1d-4b53-9f0e-0d7f3c1e8a11");
    static final String SALT = "c2FsdCBvZiB0aGUgcmVjZWlwdA==";
    private static final UUID RECEIPT = UUID.fromString("0e0e7a4c-8f54-4a3e-8d8e-0a1f5a4f9c21");
    private static final Instant T0 = Instant.parse("2026-11-22T12:00:00Z");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TreeMap<String, KeyPair> signers = new TreeMap<>();
    private final KeyPair suite = pair();
    private UUID account = ACCOUNT;

    TestSuite() {
        Stream.of("account-service", "message-service", "contact-service", "media-service", "keyholder-1",
                "keyholder-2", "keyholder-3").forEach(name -> signers.put(name, pair()));
    }

    /// Gives every signer another key.
    void renewSigners() {
        signers.replaceAll((_, _) -> pair());
    }

    String keys() {
        ObjectNode keys = JSON.createObjectNode().put("suiteKey", base64(suite.getPublic().getEncoded()));
        keys.set("certificates", certificates());
        return keys.toString();
    }

    ReceiptVerifier verifier() {
        return ReceiptVerifier.withKeys(keys());
    }

    /// A receipt whose witnesses erased this account, whomever the issuer names.
    ObjectNode receiptForAnother() {
        String bound = subjectHash();
        account = UUID.randomUUID();
        ObjectNode other = receipt();
        account = ACCOUNT;
        return signed(other.put("subjectHash", bound));
    }

    /// A receipt in which all is well.
    ObjectNode receipt() {
        ObjectNode receipt = JSON.createObjectNode().put("version", 2).put("receiptId", RECEIPT.toString())
                .put("subjectHash", subjectHash()).put("requestedAt", T0.minusSeconds(3_600).toString())
                .put("executedAt", T0.toString()).put("forEveryone", false);
        ArrayNode others = receipt.putArray("notGoverned");
        List.of("ciphertext-in-backups", "copies-of-others", "exports-and-imports-of-others", "forwards-by-others")
                .forEach(others::add);
        ArrayNode witnesses = receipt.putArray("witnesses");
        List.of("message-service", "contact-service", "media-service").forEach(name -> witnesses.add(witness(name)));
        ArrayNode holders = receipt.putArray("keyholders");
        List.of("keyholder-1", "keyholder-2", "keyholder-3").forEach(name -> holders.add(holder(name)));
        receipt.putObject("key").put("unreachableAt", T0.toString())
                .put("destroyedAt", T0.toString())
                .put("unrecoverableAt", T0.plusSeconds(86_400).toString());
        receipt.put("issuedAt", T0.toString()).put("issuer", "account-service");
        receipt.set("certificates", certificates());
        return signed(receipt);
    }

    /// Signs again what was changed, as a lying issuer would.
    ObjectNode signed(ObjectNode receipt) {
        receipt.remove("signature");
        return receipt.put("signature", sign("account-service", "lethe-receipt-v2|" + CanonicalJson.of(receipt)));
    }

    private ObjectNode witness(String name) {
        Instant at = T0;
        ObjectNode witness = JSON.createObjectNode().put("witness", name).put("at", at.toString());
        witness.putObject("counts").put("row", 12).put("file", 3);
        return witness.put("signature",
                sign(name, "lethe-answer-v2|" + RECEIPT + "|" + subjectHash() + "|own|" + name + "|file=3,row=12|"
                        + at.toEpochMilli()));
    }

    private ObjectNode holder(String name) {
        Instant at = T0;
        Instant ends = T0.plusSeconds(86_400);
        return JSON.createObjectNode().put("holder", name).put("destroyedAt", at.toString())
                .put("epochEndsAt", ends.toString()).put("signature", sign(name, "lethe-key-answer-v2|" + RECEIPT
                        + "|" + subjectHash() + "|" + name + "|destroyed|" + at.toEpochMilli() + "|"
                        + ends.toEpochMilli()));
    }

    private ArrayNode certificates() {
        ArrayNode certificates = JSON.createArrayNode();
        signers.forEach((name, pair) -> {
            String key = base64(pair.getPublic().getEncoded());
            String from = "2026-01-01T00:00:00Z";
            certificates.addObject().put("name", name).put("publicKey", key).put("validFrom", from).put("signature",
                    sign(suite, "lethe-signer-v1|" + name + "|" + key + "|" + from));
        });
        return certificates;
    }

    private String sign(String signer, String text) {
        return sign(Objects.requireNonNull(signers.get(signer)), text);
    }

    private static String sign(KeyPair pair, String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String subjectHash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(account.toString().getBytes(StandardCharsets.UTF_8));
            return base64(digest.digest(Base64.getDecoder().decode(SALT)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
