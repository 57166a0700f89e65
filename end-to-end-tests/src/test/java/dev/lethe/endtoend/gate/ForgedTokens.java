package dev.lethe.endtoend.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What can be made of somebody's access token without the key that signed it.
final class ForgedTokens {

    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final Map<String, String> all = new LinkedHashMap<>();
    private final String header;
    private final String claims;
    private final String signature;
    private final KeyPair own;

    private ForgedTokens(String token) throws GeneralSecurityException {
        String[] parts = token.split("\\.");
        this.header = parts[0];
        this.claims = parts[1];
        this.signature = parts[2];
        this.own = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    /// @param other  another account
    /// @param remote an address at which a key could be asked for
    /// @param known  texts that anybody may know, and take for a secret
    static Map<String, String> of(String token, String other, String remote, List<String> known)
            throws GeneralSecurityException {
        ForgedTokens forged = new ForgedTokens(token);
        forged.addUnsigned();
        forged.addSecrets(known);
        forged.addKeys(remote);
        forged.addSignatures();
        forged.addClaims(other);
        forged.addForms(token);
        return forged.all;
    }

    private void addUnsigned() {
        for (String none : List.of("none", "None", "NONE", "nOnE", "", "null")) {
            String head = encoded("{\"alg\":\"" + none + "\",\"typ\":\"JWT\"}") + "." + claims + ".";
            all.put("alg " + none, head);
            all.put("alg " + none + " with the old signature", head + signature);
        }
        all.put("no alg", encoded("{}") + "." + claims + "." + signature);
        all.put("a list of algs", encoded("{\"alg\":[\"none\",\"EdDSA\"]}") + "." + claims + "." + signature);
        for (String other : List.of("ES256", "ES512", "RS256", "PS256", "Ed448", "eddsa", "EDDSA")) {
            all.put("alg " + other,
                    encoded("{\"alg\":\"" + other + "\",\"typ\":\"JWT\"}") + "." + claims + "." + signature);
        }
    }

    private void addSecrets(List<String> known) throws GeneralSecurityException {
        for (String secret : known) {
            String signed = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"x\"}") + "." + claims;
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            all.put("HS256 with " + Sample.shortened(secret),
                    signed + "." + URL.encodeToString(mac.doFinal(signed.getBytes(UTF_8))));
        }
    }

    private void addKeys(String remote) throws GeneralSecurityException {
        byte[] key = own.getPublic().getEncoded();
        String jwk = "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"own\",\"x\":\""
                + URL.encodeToString(Arrays.copyOfRange(key, key.length - 32, key.length)) + "\"}";
        for (String more : List.of("\"jwk\":" + jwk, "\"kid\":\"own\",\"jwk\":" + jwk,
                "\"jku\":\"" + remote + "\",\"kid\":\"own\"",
                "\"x5u\":\"" + remote + "\"",
                "\"x5c\":[\"" + Base64.getEncoder().encodeToString(key) + "\"]",
                "\"kid\":\"../../../../../dev/null\"", "\"kid\":\"/proc/self/environ\"", "\"kid\":\"x' or '1'='1\"",
                "\"kid\":\"" + remote + "\"", "\"kid\":\"" + "k".repeat(3_000) + "\"", "\"kid\":[\"own\"]",
                "\"kid\":null",
                "\"kid\":\"\\u0000\"", "\"crit\":[\"x\"],\"x\":1", "\"b64\":false,\"crit\":[\"b64\"]",
                "\"zip\":\"DEF\"", "\"x\":1")) {
            all.put("own key, " + Sample.shortened(more), ownSigned("{\"alg\":\"EdDSA\"," + more + "}", claims));
        }
    }

    private void addSignatures() {
        byte[] good = Base64.getUrlDecoder().decode(signature);
        byte[] changed = good.clone();
        changed[10] ^= 1;
        Map<String, byte[]> signatures = Map.of("nothing", new byte[0], "zeros", new byte[64], "half",
                Arrays.copyOf(good, 32),
                "one byte less", Arrays.copyOf(good, 63), "one byte more", Arrays.copyOf(good, 65), "one bit changed",
                changed,
                "ones", ones());
        signatures.forEach(
                (name, bytes) -> all.put("signed by " + name, header + "." + claims + "." + URL.encodeToString(bytes)));
    }

    private static byte[] ones() {
        byte[] ones = new byte[64];
        Arrays.fill(ones, (byte) 0xff);
        return ones;
    }

    private void addClaims(String other) throws GeneralSecurityException {
        String text = new String(Base64.getUrlDecoder().decode(claims), UTF_8);
        String another = text.replaceAll("(\"sub\"\\s*:\\s*\")[^\"]+", "$1" + other);
        String longer = text.replaceAll("(\"exp\"\\s*:\\s*)\\d+", "$199999999999");
        all.put("another account, old signature", header + "." + encoded(another) + "." + signature);
        all.put("another end, old signature", header + "." + encoded(longer) + "." + signature);
        all.put("another account, own key",
                ownSigned(new String(Base64.getUrlDecoder().decode(header), UTF_8), encoded(another)));
        all.put("no claims", header + ".." + signature);
        all.put("claims that are no JSON", header + "." + encoded("x") + "." + signature);
    }

    private void addForms(String token) {
        all.put("nothing", "");
        all.put("one part", header);
        all.put("two parts", header + "." + claims);
        all.put("four parts", token + "." + signature);
        all.put("five parts", token + ".." + signature);
        all.put("dots", "..");
        all.put("a dot more", token + ".");
        all.put("cut", token.substring(0, token.length() - 10));
        all.put("twice", token + " " + token);
        all.put("in quotes", "\"" + token + "\"");
        all.put("with a byte that is no letter", token.substring(0, 20) + "\u00ff" + token.substring(20));
        all.put("the letters in other cases", token.toUpperCase(java.util.Locale.ROOT));
        all.put("long", "a".repeat(3_000) + "." + "b".repeat(2_000) + ".c");
    }

    private String ownSigned(String head, String body) throws GeneralSecurityException {
        String signed = encoded(head) + "." + body;
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(own.getPrivate());
        signer.update(signed.getBytes(UTF_8));
        return signed + "." + URL.encodeToString(signer.sign());
    }

    private static String encoded(String json) {
        return URL.encodeToString(json.getBytes(UTF_8));
    }
}
