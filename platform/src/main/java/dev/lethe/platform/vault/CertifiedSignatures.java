package dev.lethe.platform.vault;

import java.util.Base64;

import dev.lethe.platform.signature.SignerCertificates;

/// Checks base64 signatures against the certificates of the suite.
public final class CertifiedSignatures implements SignatureCheck {

    private final SignerCertificates certificates;

    public CertifiedSignatures(SignerCertificates certificates) {
        this.certificates = certificates;
    }

    @Override
    public boolean holds(String signer, String canonical, String signature) {
        try {
            return certificates.verify(signer, canonical, Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
