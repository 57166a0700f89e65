package dev.lethe.platform.internal;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import org.jspecify.annotations.Nullable;

/// Believes a server's certificate only when it is of the one whom the client means: its role, and for keyholders its name.
final class PeerTrust extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager authority;
    private final String role;
    private final @Nullable String name;

    private PeerTrust(X509ExtendedTrustManager authority, String role, @Nullable String name) {
        this.authority = authority;
        this.role = role;
        this.name = name;
    }

    static TrustManager[] of(TrustManager[] managers, String role, @Nullable String name) {
        return Arrays.stream(managers).map(X509ExtendedTrustManager.class::cast)
                .map(it -> new PeerTrust(it, role, name)).toArray(TrustManager[]::new);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        authority.checkServerTrusted(chain, type, engine);
        checkPeer(chain[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        authority.checkServerTrusted(chain, type, socket);
        checkPeer(chain[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        authority.checkServerTrusted(chain, type);
        checkPeer(chain[0]);
    }

    private void checkPeer(X509Certificate certificate) throws CertificateException {
        var peer = Peer.of(certificate);
        if (peer.isEmpty() || !peer.get().role().equals(role) || (name != null && !peer.get().name().equals(name))) {
            throw new CertificateException("%s answers where %s%s is meant".formatted(
                    peer.map(it -> it.role() + " " + it.name()).orElse("nobody"), role,
                    name == null ? "" : " " + name));
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        authority.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        authority.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        authority.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() { return authority.getAcceptedIssuers(); }
}
