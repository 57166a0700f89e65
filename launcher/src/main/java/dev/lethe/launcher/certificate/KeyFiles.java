package dev.lethe.launcher.certificate;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/// Key pairs as PEM files: the private half is PKCS #8, `<name>.key`; the public half SPKI, `<name>.pub`.
final class KeyFiles {

    private KeyFiles() {
    }

    static KeyPair ed25519() {
        return generate("Ed25519", NamedParameterSpec.ED25519);
    }

    static KeyPair p256() {
        return generate("EC", new ECGenParameterSpec("secp256r1"));
    }

    private static KeyPair generate(String algorithm, AlgorithmParameterSpec parameters) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm + " is not to be had", e);
        }
    }

    static String pem(String type, byte[] encoded) {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, encoded));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static void writePair(KeyPair pair, Path privateFile, Path publicFile) {
        PrivateFiles.write(publicFile, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        PrivateFiles.write(privateFile, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    }

    static KeyPair readPair(Path privateFile, Path publicFile) throws IOException {
        try (var parser = new PEMParser(Files.newBufferedReader(publicFile))) {
            var publicKey = new JcaPEMKeyConverter().getPublicKey((SubjectPublicKeyInfo) parser.readObject());
            return new KeyPair(publicKey, readPrivate(privateFile));
        }
    }

    /// Whether a file is there, and holds a key of this kind: one that an older release made may be of another.
    static boolean isEd25519(Path file) throws IOException {
        return Files.exists(file) && readPrivate(file) instanceof EdECPrivateKey;
    }

    static PrivateKey readPrivate(Path file) throws IOException {
        try (var parser = new PEMParser(Files.newBufferedReader(file))) {
            return new JcaPEMKeyConverter().getPrivateKey((PrivateKeyInfo) parser.readObject());
        }
    }
}
