package dev.lethe.test.secret;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import javax.naming.ldap.Rdn;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;

import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/// A certificate authority for mutual TLS on loopback, good for a day.
final class TestCertificates {
    private record Issued(KeyPair keys, X509Certificate certificate) {}

    private final AtomicLong serial = new AtomicLong(1);
    private final Issued authority = issue("test authority", "authority", KeyPairs.p256(), null);
    private final Map<String, Issued> peers = new ConcurrentHashMap<>();
    private final Path folder;

    TestCertificates(Path folder) {
        this.folder = folder;
        Pem.write(authorityFile(), "CERTIFICATE", encoded(authority));
    }

    Path authorityFile() {
        return folder.resolve("authority.crt");
    }

    Path certificateFile(String name, String role) {
        return Pem.write(folder.resolve(name + ".crt"), "CERTIFICATE", encoded(peer(name, role)));
    }

    Path keyFile(String name, String role) {
        return Pem.write(folder.resolve(name + ".key"), "PRIVATE KEY",
                peer(name, role).keys().getPrivate().getEncoded());
    }

    SSLContext contextOf(String name, String role) {
        try {
            var peer = peer(name, role);
            var own = emptyStore();
            own.setKeyEntry("own", peer.keys().getPrivate(), new char[0],
                    new Certificate[] {peer.certificate(), authority.certificate()});
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, new char[0]);
            var trusted = emptyStore();
            trusted.setCertificateEntry("authority", authority.certificate());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private Issued peer(String name, String role) {
        return peers.computeIfAbsent(name + "/" + role, _ -> issue(name, role, KeyPairs.p256(), authority));
    }

    private Issued issue(String name, String role, KeyPair keys, @Nullable Issued issuer) {
        var subject = new X500Principal("CN=" + Rdn.escapeValue(name) + ",OU=" + role + ",O=Lethe tests");
        var from = Instant.now().minus(Duration.ofHours(1));
        var issuerName = issuer == null ? subject : issuer.certificate().getSubjectX500Principal();
        var signingKey = issuer == null ? keys.getPrivate() : issuer.keys().getPrivate();
        try {
            var builder = new JcaX509v3CertificateBuilder(issuerName, BigInteger.valueOf(serial.getAndIncrement()),
                    Date.from(from), Date.from(from.plus(Duration.ofDays(1))), subject, keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(issuer == null));
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                new GeneralName(GeneralName.dNSName, "localhost")}));
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(signingKey);
            return new Issued(keys, new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
        } catch (OperatorCreationException | GeneralSecurityException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static byte[] encoded(Issued issued) {
        try {
            return issued.certificate().getEncoded();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
