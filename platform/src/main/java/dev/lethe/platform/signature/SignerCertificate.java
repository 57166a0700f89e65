package dev.lethe.platform.signature;

/// Says that a public key belongs to a signer's name; signed by the suite key.
///
/// @param publicKey Ed25519, SPKI, base64
/// @param validFrom ISO-8601 instant
/// @param signature Ed25519 by the suite key over `lethe-signer-v1|name|publicKey|validFrom`, base64
public record SignerCertificate(String name, String publicKey, String validFrom, String signature) {

    String canonical() {
        return "lethe-signer-v1|" + name + "|" + publicKey + "|" + validFrom;
    }
}
