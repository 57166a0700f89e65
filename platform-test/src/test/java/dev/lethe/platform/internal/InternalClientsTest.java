package dev.lethe.platform.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

import javax.net.ssl.SSLHandshakeException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import dev.lethe.test.secret.TestSecrets;

class InternalClientsTest {

    private final InternalClients clients = new InternalClients(bundle(),
            new InternalProperties(0, Duration.ofSeconds(5), Duration.ofSeconds(5)));
    private final HttpsServer server = server();

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void callsWhomItMeans() {
        String url = start("account-service", "account-service");

        assertThat(answer(clients.of("account-service", url))).isEqualTo("hello");
    }

    @Test
    void doesNotTalkToAnotherServiceAtTheSameAddress() {
        String url = start("media-service", "media-service");

        assertRefused(clients.of("account-service", url));
    }

    @Test
    void doesNotTakeOneKeyholderForAnother() {
        String url = start("keyholder-2", "keyholder");

        assertThat(answer(clients.ofKeyholder("keyholder-2", url))).isEqualTo("hello");
        assertRefused(clients.ofKeyholder("keyholder-1", url));
    }

    private static void assertRefused(RestClient client) {
        assertThatThrownBy(() -> answer(client)).isInstanceOf(ResourceAccessException.class)
                .hasRootCauseInstanceOf(java.security.cert.CertificateException.class)
                .hasCauseInstanceOf(SSLHandshakeException.class);
    }

    private static String answer(RestClient client) {
        return String.valueOf(client.get().uri("/").retrieve().body(String.class));
    }

    private static HttpsServer server() {
        try {
            return HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String start(String name, String role) {
        server.setHttpsConfigurator(new HttpsConfigurator(TestSecrets.shared().tlsOf(name, role)));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write("hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            exchange.close();
        });
        server.start();
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    private static SslBundle bundle() {
        var settings = TestSecrets.shared().settingsOf("contact-service");
        return SslBundle.of(new PemSslStoreBundle(
                PemSslStoreDetails.forCertificates("file:" + settings.get("lethe.tls.certificate"))
                        .withPrivateKey("file:" + settings.get("lethe.tls.private-key")),
                PemSslStoreDetails.forCertificates("file:" + settings.get("lethe.tls.authority"))));
    }
}
