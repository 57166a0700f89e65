package dev.lethe.platform.signature;

import com.google.crypto.tink.subtle.Ed25519Sign;

/// Signs in the name of this process.
public final class Signer {

    private final String name;
    private final Ed25519Sign key;

    Signer(String name, Ed25519Sign key) {
        this.name = name;
        this.key = key;
    }

    /// The name under which the signature can be verified.
    public String name() {
        return name;
    }

    /// Ed25519 over the canonical text, in UTF-8; 64 bytes.
    public byte[] sign(String canonical) {
        return Ed25519.sign(key, canonical);
    }
}
