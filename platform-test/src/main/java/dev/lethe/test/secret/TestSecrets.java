package dev.lethe.test.secret;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import javax.net.ssl.SSLContext;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;

import dev.lethe.test.folder.TemporaryFolder;
import dev.lethe.test.vault.TestAuthority;

/// The keys of one imaginary suite, shared by all tests of the JVM.
public final class TestSecrets {
    private static final TestSecrets SHARED = new TestSecrets();

    private final Path folder = TemporaryFolder.named("lethe-secrets-");
    private final TestCertificates certificates = new TestCertificates(folder);
    private final TestAuthority authority = new TestAuthority();
    private final TestSigners signers = new TestSigners(folder, authority);
    private final KeyPair token = KeyPairs.ed25519();
    private final Path tokenFile = Pem.write(folder.resolve("token.pem"), "PRIVATE KEY",
            token.getPrivate().getEncoded());

    private TestSecrets() {}

    public static TestSecrets shared() {
        return SHARED;
    }

    /// The settings that a service of this name needs to find its keys.
    public Map<String, String> settingsOf(String service) {
        var settings = new HashMap<String, String>();
        settings.put("lethe.tls.certificate", certificates.certificateFile(service, roleOf(service)).toString());
        settings.put("lethe.tls.private-key", certificates.keyFile(service, roleOf(service)).toString());
        settings.put("lethe.tls.authority", certificates.authorityFile().toString());
        settings.put("lethe.signing.suite-key", signers.suiteKeyFile().toString());
        settings.put("lethe.signing.certificates", signers.certificatesFolder().toString());
        settings.put("lethe.token.private-key", tokenFile.toString());
        if (TestSigners.NAMES.contains(service))
            settings.put("lethe.signing.private-key", signers.keyFile(service).toString());
        return settings;
    }

    /// Mutual TLS as the named peer; its role is what `@AllowedPeers` looks at.
    public SSLContext tlsOf(String name, String role) {
        return certificates.contextOf(name, role);
    }

    /// Signs in the name of a service or keyholder, Ed25519.
    public byte[] sign(String signer, String canonical) {
        return signers.sign(signer, canonical);
    }

    /// The signatures of this suite, as keyholders in memory check them.
    public TestAuthority authority() {
        return authority;
    }

    /// The signing key pair of a service or keyholder.
    public KeyPair signer(String name) {
        return signers.key(name);
    }

    /// The key pair of access tokens, Ed25519.
    public OctetKeyPair token() {
        byte[] open = token.getPublic().getEncoded();
        byte[] secret = ((EdECPrivateKey) token.getPrivate()).getBytes().orElseThrow();
        return new OctetKeyPair.Builder(Curve.Ed25519,
                Base64URL.encode(Arrays.copyOfRange(open, open.length - secret.length, open.length)))
                .d(Base64URL.encode(secret)).keyID("test").build();
    }

    private static String roleOf(String service) {
        return service.startsWith("keyholder") ? "keyholder" : service;
    }

}
