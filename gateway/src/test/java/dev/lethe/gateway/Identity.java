package dev.lethe.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A key and a certificate that vouches for itself, made by the JDK's own tool.
final class Identity {

    private static final String ALIAS = "own";
    private static final char[] PASSWORD = "only-a-test".toCharArray();

    private final Path folder;
    private final KeyStore store;

    private Identity(Path folder, KeyStore store) {
        this.folder = folder;
        this.store = store;
    }

    /// @param host the only one for which the certificate is good
    static Identity at(String host) throws Exception {
        var folder = Files.createTempDirectory("identity");
        var file = folder.resolve("store.p12");
        var tool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias", ALIAS, "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + host, "-ext",
                "san=dns:" + host, "-validity", "2", "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass",
                new String(PASSWORD)).inheritIO().start();
        if (tool.waitFor() != 0) {
            throw new IOException("keytool failed");
        }
        return new Identity(folder, KeyStore.getInstance(file.toFile(), PASSWORD));
    }

    Path certificate() throws IOException, GeneralSecurityException {
        return Files.writeString(folder.resolve("tls.crt"),
                pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded()));
    }

    Path privateKey() throws IOException, GeneralSecurityException {
        return Files.writeString(folder.resolve("tls.key"),
                pem("PRIVATE KEY", store.getKey(ALIAS, PASSWORD).getEncoded()));
    }

    /// A file with the certificates of others.
    Path trusted(List<Identity> others) throws IOException, GeneralSecurityException {
        var all = new StringBuilder();
        for (var other : others) {
            all.append(Files.readString(other.certificate()));
        }
        return Files.writeString(folder.resolve("ca.crt"), all);
    }

    /// For a server that takes this one client.
    SSLContext serverFor(Identity client) throws IOException, GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("client", client.store.getCertificate(ALIAS));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static String pem(String type, byte[] encoded) {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, body);
    }
}
