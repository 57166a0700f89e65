package dev.lethe.platform.signature;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.google.crypto.tink.subtle.Ed25519Verify;

import dev.lethe.platform.text.CanonicalBase64;

/// The signers this process believes: those whose certificate the suite key signed.
public final class SignerCertificates {

    private final byte[] suiteKey;
    private final Map<String, SignerCertificate> certificates = new TreeMap<>();
    private final Map<String, Ed25519Verify> keys = new TreeMap<>();

    SignerCertificates(byte[] suiteKey, Collection<SignerCertificate> offered) {
        this.suiteKey = suiteKey.clone();
        Ed25519Verify suite = Ed25519.publicKey(suiteKey);
        for (SignerCertificate certificate : offered) {
            if (!Ed25519.verifies(suite, certificate.canonical(),
                    CanonicalBase64.decode(certificate.signature()))) {
                throw new IllegalStateException("the suite key did not sign the certificate of " + certificate.name());
            }
            certificates.put(certificate.name(), certificate);
            keys.put(certificate.name(), Ed25519.publicKey(CanonicalBase64.decode(certificate.publicKey())));
        }
    }

    /// Whether `name` signed the canonical text.
    public boolean verify(String name, String canonical, byte[] signature) {
        Ed25519Verify key = keys.get(name);
        return key != null && Ed25519.verifies(key, canonical, signature);
    }

    /// All certificates, by name.
    public List<SignerCertificate> all() {
        return List.copyOf(certificates.values());
    }

    /// The suite key, SPKI.
    public byte[] suiteKey() {
        return suiteKey.clone();
    }
}
