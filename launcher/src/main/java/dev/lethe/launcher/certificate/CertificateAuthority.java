package dev.lethe.launcher.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// The throw-away authority behind mutual TLS on one machine. A certificate's CN is the process, its OU the role
/// that decides what it may call. It is good at loopback, and at the process' own name, by which containers call each other.
final class CertificateAuthority {

    private static final X500Name ISSUER = new X500Name("O=Lethe,CN=Lethe local authority");
    private static final Duration VALIDITY = Duration.ofDays(3650);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final KeyPair key;

    private CertificateAuthority(Path folder, KeyPair key) {
        this.folder = folder;
        this.key = key;
    }

    /// Opens the authority in `folder`, or makes it.
    static CertificateAuthority in(Path folder) throws IOException {
        var privateKey = folder.resolve("authority.key");
        var publicKey = folder.resolve("authority.pub");
        if (Files.exists(privateKey)) {
            return new CertificateAuthority(folder, KeyFiles.readPair(privateKey, publicKey));
        }
        var authority = new CertificateAuthority(folder, KeyFiles.p256());
        PrivateFiles.write(authority.certificate(), authority.selfSigned());
        KeyFiles.writePair(authority.key, privateKey, publicKey);
        return authority;
    }

    Path certificate() {
        return folder.resolve("authority.crt");
    }

    /// Writes `tls.crt` and `tls.key` for the process `name` unless they are there.
    void certify(String name, String role, Path target) {
        var privateKey = target.resolve("tls.key");
        if (Files.exists(privateKey)) {
            return;
        }
        var pair = KeyFiles.p256();
        PrivateFiles.write(target.resolve("tls.crt"), leaf(name, role, pair.getPublic()));
        PrivateFiles.write(privateKey, KeyFiles.pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    }

    private String selfSigned() throws CertIOException {
        var builder = builder(ISSUER, key.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        return sign(builder);
    }

    private String leaf(String name, String role, PublicKey subjectKey) {
        var builder = builder(new X500Name("O=Lethe,OU=" + role + ",CN=" + name), subjectKey);
        var addresses = new GeneralNames(new GeneralName[] {new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.dNSName, "localhost"), new GeneralName(GeneralName.dNSName, name)});
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.subjectAlternativeName, false, addresses);
        } catch (CertIOException e) {
            throw new IllegalStateException(e);
        }
        return sign(builder);
    }

    private static X509v3CertificateBuilder builder(X500Name subject, PublicKey subjectKey) {
        var now = Instant.now();
        return new JcaX509v3CertificateBuilder(ISSUER, new BigInteger(126, RANDOM).add(BigInteger.ONE),
                Date.from(now.minus(Duration.ofHours(1))), Date.from(now.plus(VALIDITY)), subject, subjectKey);
    }

    private String sign(X509v3CertificateBuilder builder) {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate());
            X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(builder.build(signer));
            return KeyFiles.pem("CERTIFICATE", certificate.getEncoded());
        } catch (OperatorCreationException | CertificateEncodingException e) {
            throw new IllegalStateException(e);
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }
}
