package dev.lethe.platform.vault;

import dev.lethe.platform.signature.SignerCertificates;
import dev.lethe.platform.text.CanonicalBase64;

/// Checks base64 signatures against the certificates of the suite.
public final class CertifiedSignatures implements SignatureCheck {

    private final SignerCertificates certificates;

    public CertifiedSignatures(SignerCertificates certificates) {
        this.certificates = certificates;
    }

    @Override
    public boolean holds(String signer, String canonical, String signature) {
        try {
            return certificates.verify(signer, canonical, CanonicalBase64.decode(signature));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
