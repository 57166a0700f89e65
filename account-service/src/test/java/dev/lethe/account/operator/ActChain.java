package dev.lethe.account.operator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import tools.jackson.databind.JsonNode;

import dev.lethe.test.secret.TestSecrets;

/// The chain of operators' acts, as the documents say that it is checked.
public final class ActChain {

    private ActChain() {
    }

    /// The link of an act that is about an account; of one that is about none, with an empty text.
    public static byte[] link(JsonNode act, String account) {
        String salt = HexFormat.of().formatHex(base64(act.path("salt").asString()));
        return sha256(String.join("|", "lethe-operator-act-v2", act.path("sequence").asString(),
                act.path("at").asString(), act.path("act").asString(), account, act.path("object").asString(""), salt,
                act.path("operator").asString()).getBytes(StandardCharsets.UTF_8));
    }

    /// The head to which links lead.
    public static byte[] fold(byte[] before, List<byte[]> links) {
        byte[] digest = before;
        for (byte[] link : links) {
            byte[] both = new byte[64];
            System.arraycopy(digest, 0, both, 0, 32);
            System.arraycopy(link, 0, both, 32, 32);
            digest = sha256(both);
        }
        return digest;
    }

    /// Whether what an owner is answered leads to a head that account-service signed.
    public static boolean holds(JsonNode answer, String account) {
        return holds(List.of(answer), account);
    }

    /// As [#holds(JsonNode, String)], in pages.
    static boolean holds(List<JsonNode> pages, String account) {
        List<byte[]> links = pages.stream().flatMap(it -> it.path("links").valueStream())
                .map(it -> base64(it.asString())).toList();
        List<JsonNode> acts = pages.stream().flatMap(it -> it.path("acts").valueStream()).toList();
        JsonNode head = pages.getLast().path("head");
        boolean isLinked = acts.stream().allMatch(it -> MessageDigest.isEqual(link(it, account), links.get(
                (int) (it.path("sequence").asLong() - acts.getFirst().path("sequence").asLong()))));
        return isLinked && isSigned(head) && MessageDigest.isEqual(base64(head.path("digest").asString()),
                fold(base64(pages.getFirst().path("before").asString()), links));
    }

    static boolean isSigned(JsonNode head) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(TestSecrets.shared().signer("account-service").getPublic());
            check.update(String.join("|", "lethe-operator-head-v1", head.path("sequence").asString(),
                    HexFormat.of().formatHex(base64(head.path("digest").asString())))
                    .getBytes(StandardCharsets.UTF_8));
            return check.verify(base64(head.path("signature").asString()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] base64(String text) {
        return Base64.getDecoder().decode(text);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
