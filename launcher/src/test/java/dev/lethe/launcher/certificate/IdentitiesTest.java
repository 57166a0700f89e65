package dev.lethe.launcher.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

class IdentitiesTest {

    @TempDir
    private Path folder;

    @Test
    void certificateNamesProcessAndRoleAndIsSignedByTheAuthority() throws Exception {
        var identity = Identities.in(folder).identity("keyholder-1", "keyholder");

        var certificate = certificate(identity.certificate());
        certificate.verify(certificate(identity.authority()).getPublicKey());

        assertThat(certificate.getSubjectX500Principal().getName()).contains("CN=keyholder-1", "OU=keyholder");
        assertThat(certificate.getSubjectAlternativeNames().toString()).contains("127.0.0.1", "localhost",
                "keyholder-1");
    }

    @Test
    void suiteKeyCertifiesTheSigner() throws Exception {
        var identities = Identities.in(folder);
        var fields = JsonMapper.shared()
                .readTree(Files.readString(identities.identity("media-service", "media-service").signingCertificate()));

        var signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(suiteKey())));
        signature.update("lethe-signer-v1|media-service|%s|%s"
                .formatted(fields.get("publicKey").asString(), fields.get("validFrom").asString())
                .getBytes(StandardCharsets.UTF_8));

        assertThat(signature.verify(Base64.getDecoder().decode(fields.get("signature").asString()))).isTrue();
    }

    @Test
    void nobodyElseCanReadKeysAndTheyAreKept() throws IOException {
        var first = Identities.in(folder).identity("gateway", "gateway");
        var key = Files.readString(first.privateKey());

        var second = Identities.in(folder).identity("gateway", "gateway");

        assertThat(Files.readString(second.privateKey())).isEqualTo(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first.privateKey())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first.privateKey().getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void replacesATokenKeyOfAnOlderKindAndKeepsItsOwn() throws IOException {
        var file = Identities.in(folder).tokenKey();
        KeyFiles.writePair(KeyFiles.p256(), file, folder.resolve("account-service/token.pub"));

        Identities.in(folder);
        var made = Files.readString(file);
        Identities.in(folder);

        assertThat(KeyFiles.isEd25519(file)).isTrue();
        assertThat(Files.readString(file)).isEqualTo(made);
    }

    private byte[] suiteKey() throws IOException {
        var pem = Files.readString(folder.resolve("suite.pub"));
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----.*-----", ""));
    }

    private static X509Certificate certificate(Path file) throws Exception {
        try (var stream = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(stream);
        }
    }
}
