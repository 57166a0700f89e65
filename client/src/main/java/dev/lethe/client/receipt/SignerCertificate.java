package dev.lethe.client.receipt;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/// The suite's word that a public key belongs to a signer.
///
/// @param publicKey Ed25519, SPKI, base64
/// @param validFrom ISO-8601 instant, as it was signed
/// @param signature Ed25519 by the suite key, base64
@JsonIgnoreProperties(ignoreUnknown = true)
public record SignerCertificate(String name, String publicKey, String validFrom, String signature) {

    String canonical() {
        return String.join("|", "lethe-signer-v1", name, publicKey, validFrom);
    }
}
