package dev.lethe.test.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;

import dev.lethe.test.vault.TestAuthority;

/// The signing keys of every witness and keyholder, certified by a suite key.
final class TestSigners {
    static final List<String> NAMES = List.of("account-service", "message-service", "contact-service", "media-service",
            "gateway", "keyholder-1", "keyholder-2", "keyholder-3");
    private static final String VALID_FROM = "2026-01-01T00:00:00Z";

    private final TestAuthority authority;
    private final Path folder;

    TestSigners(Path folder, TestAuthority authority) {
        this.folder = folder;
        this.authority = authority;
        var suite = KeyPairs.ed25519();
        Pem.write(suiteKeyFile(), "PUBLIC KEY", suite.getPublic().getEncoded());
        NAMES.forEach(name -> writeCertificate(name, authority.key(name), suite.getPrivate()));
    }

    Path suiteKeyFile() {
        return folder.resolve("suite-key.pem");
    }

    Path certificatesFolder() {
        return folder.resolve("signers");
    }

    Path keyFile(String name) {
        return Pem.write(folder.resolve(name + ".signing.pem"), "PRIVATE KEY", key(name).getPrivate().getEncoded());
    }

    KeyPair key(String name) {
        return authority.key(name);
    }

    byte[] sign(String name, String canonical) {
        return sign(key(name).getPrivate(), canonical);
    }

    private void writeCertificate(String name, KeyPair pair, PrivateKey suiteKey) {
        var publicKey = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        var canonical = String.join("|", "lethe-signer-v1", name, publicKey, VALID_FROM);
        var signature = Base64.getEncoder().encodeToString(sign(suiteKey, canonical));
        var json = """
                {"name":"%s","publicKey":"%s","validFrom":"%s","signature":"%s"}
                """.formatted(name, publicKey, VALID_FROM, signature);
        try {
            Files.createDirectories(certificatesFolder());
            Files.writeString(certificatesFolder().resolve(name + ".json"), json);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] sign(PrivateKey key, String text) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
