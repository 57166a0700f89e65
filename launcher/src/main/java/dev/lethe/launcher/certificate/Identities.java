package dev.lethe.launcher.certificate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;

import javax.net.ssl.SSLContext;

import tools.jackson.databind.json.JsonMapper;

/// All keys and certificates of a home. What is there is kept; what is missing is made.
///
/// The suite key certifies the signers of answers. In production it is offline; here it lies beside the others.
public final class Identities {

    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final Path folder;
    private final CertificateAuthority authority;
    private final KeyPair suiteKey;

    private Identities(Path folder, CertificateAuthority authority, KeyPair suiteKey) {
        this.folder = folder;
        this.authority = authority;
        this.suiteKey = suiteKey;
    }

    public static Identities in(Path folder) throws IOException {
        PrivateFiles.folder(folder);
        var authority = CertificateAuthority.in(folder);
        var privateKey = folder.resolve("suite.key");
        var publicKey = folder.resolve("suite.pub");
        if (!Files.exists(privateKey)) {
            KeyFiles.writePair(KeyFiles.ed25519(), privateKey, publicKey);
        }
        var tokenKey = folder.resolve("account-service/token.key");
        if (!KeyFiles.isEd25519(tokenKey)) {
            KeyFiles.writePair(KeyFiles.ed25519(), tokenKey, folder.resolve("account-service/token.pub"));
        }
        return new Identities(folder, authority, KeyFiles.readPair(privateKey, publicKey));
    }

    /// Gives a process its TLS certificate, its signing key and the suite's word for it.
    public Identity identity(String name, String role) throws IOException {
        var own = PrivateFiles.folder(folder.resolve(name));
        authority.certify(name, role, own);
        var signingKey = own.resolve("signing.key");
        var certificate = signers().resolve(name + ".json");
        if (!Files.exists(signingKey) || !Files.exists(certificate)) {
            var pair = KeyFiles.ed25519();
            KeyFiles.writePair(pair, signingKey, own.resolve("signing.pub"));
            PrivateFiles.write(certificate, signerCertificate(name, pair.getPublic()));
        }
        return new Identity(own.resolve("tls.crt"), own.resolve("tls.key"), authority.certificate(), signingKey,
                certificate);
    }

    /// Gives a server its TLS certificate alone: it signs nothing, and calls nobody.
    ///
    /// @return the folder with `tls.crt` and `tls.key`
    public Path server(String name) {
        var own = PrivateFiles.folder(folder.resolve(name));
        authority.certify(name, name, own);
        return own;
    }

    /// What all trust.
    public Path authority() {
        return authority.certificate();
    }

    /// Mutual TLS in the name of an operator, who signs nothing.
    ///
    /// @param name lower-case letters, digits and hyphens
    public SSLContext operator(String name) throws IOException {
        var own = PrivateFiles.folder(PrivateFiles.folder(operators()).resolve(name));
        authority.certify(name, "operator", own);
        return ClientTls.of(own.resolve("tls.crt"), own.resolve("tls.key"), authority.certificate());
    }

    /// Where the certificates of operators are.
    public Path operators() {
        return folder.resolve("operators");
    }

    /// Where the certificates of all signers are.
    public Path signers() {
        return folder.resolve("signers");
    }

    public Path suiteKey() {
        return folder.resolve("suite.pub");
    }

    public Path tokenKey() {
        return folder.resolve("account-service/token.key");
    }

    private String signerCertificate(String name, PublicKey publicKey) {
        var encoded = BASE64.encodeToString(publicKey.getEncoded());
        var validFrom = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", name);
        fields.put("publicKey", encoded);
        fields.put("validFrom", validFrom);
        fields.put("signature", sign(String.join("|", "lethe-signer-v1", name, encoded, validFrom)));
        return JsonMapper.shared().writeValueAsString(fields);
    }

    private String sign(String canonical) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(suiteKey.getPrivate());
            signature.update(canonical.getBytes(StandardCharsets.UTF_8));
            return BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The files with which a process proves who it is.
    public record Identity(Path certificate, Path privateKey, Path authority, Path signingKey,
            Path signingCertificate) {}
}
