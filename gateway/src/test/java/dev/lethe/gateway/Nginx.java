package dev.lethe.gateway;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A real nginx that ends TLS and puts the gateway below `/lethe/`, as `docs/api.md` shows it.
final class Nginx implements AutoCloseable {

    private static final char[] PASSWORD = "throw-away".toCharArray();

    private final Path folder;
    private final int port;
    private final Process process;
    private final KeyStore store;

    Nginx(Path binary, int gateway) throws IOException, GeneralSecurityException, InterruptedException {
        folder = Files.createTempDirectory("lethe-nginx-");
        store = certificate(folder);
        port = freePort();
        Path configuration = Files.writeString(folder.resolve("nginx.conf"), configuration(gateway));
        process = new ProcessBuilder(binary.toString(), "-p", folder.toString(), "-c", configuration.toString(), "-e",
                folder.resolve("error.log").toString()).inheritIO().start();
        awaitDoor();
    }

    static Optional<Path> binary() {
        return Stream.concat(Stream.of(System.getenv().getOrDefault("PATH", "").split(":")), Stream.of("/usr/sbin"))
                .map(path -> Path.of(path).resolve("nginx")).filter(Files::isExecutable).findFirst();
    }

    String url() {
        return "https://localhost:" + port + "/lethe";
    }

    /// Trusts its certificate, and no other.
    SSLContext trust() throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore only = emptyStore();
        try {
            only.setCertificateEntry("nginx", store.getCertificate("nginx"));
        } finally {
            trust.init(only);
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private String configuration(int gateway) {
        return """
                daemon off;
                worker_processes 1;
                pid nginx.pid;
                events { worker_connections 128; }
                http {
                    access_log off;
                    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi; scgi_temp_path scgi;
                    server {
                        listen 127.0.0.1:%d ssl;
                        ssl_certificate certificate.pem;
                        ssl_certificate_key key.pem;
                        location /lethe/ {
                            proxy_pass http://127.0.0.1:%d/;
                            proxy_http_version 1.1;
                            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                            proxy_set_header X-Forwarded-Proto $scheme;
                            proxy_set_header X-Forwarded-Prefix /lethe;
                            proxy_buffering off;
                            proxy_request_buffering off;
                            client_max_body_size 2g;
                            proxy_read_timeout 60s;
                        }
                    }
                }
                """.formatted(port, gateway);
    }

    private static KeyStore certificate(Path folder)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve("nginx.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "nginx", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
                "san=dns:localhost",
                "-validity", "2", "-keystore", file.toString(), "-storepass", new String(PASSWORD)).inheritIO().start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool makes no certificate");
        }
        KeyStore store = emptyStore();
        try (InputStream in = new FileInputStream(file.toFile())) {
            store.load(in, PASSWORD);
        }
        Files.writeString(folder.resolve("certificate.pem"),
                pem("CERTIFICATE", store.getCertificate("nginx").getEncoded()));
        Files.writeString(folder.resolve("key.pem"),
                pem("PRIVATE KEY", store.getKey("nginx", PASSWORD).getEncoded()));
        return store;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return store;
    }

    private static String pem(String kind, byte[] encoded) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(encoded)
                + "\n-----END " + kind + "-----\n";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitDoor() throws IOException, InterruptedException {
        for (int i = 0; i < 200; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException _) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    throw new IOException("nginx ended: " + List.of(Files.readString(folder.resolve("error.log"))));
                }
            }
        }
        throw new IOException("nginx opens no door");
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }
}
