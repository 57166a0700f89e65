package dev.lethe.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;

/// Where services take nobody without a certificate, the gateway shows its own, and believes only those whom it means.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.cloud.gateway.server.webflux.httpclient.ssl.ssl-bundle=suite")
class CertificateIT {

    private static final Identity GATEWAY = identity("gateway.example");
    private static final Identity ACCOUNT = identity("localhost");
    private static final Identity IMPOSTOR = identity("elsewhere.example");
    private static final HttpsServer ACCOUNT_SERVICE = service(ACCOUNT);
    private static final HttpsServer MESSAGE_SERVICE = service(IMPOSTOR);

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry properties) {
        var bundle = "spring.ssl.bundle.pem.suite.";
        properties.add(bundle + "keystore.certificate", () -> "file:" + made(GATEWAY::certificate));
        properties.add(bundle + "keystore.private-key", () -> "file:" + made(GATEWAY::privateKey));
        properties.add(bundle + "truststore.certificate",
                () -> "file:" + made(() -> GATEWAY.trusted(List.of(ACCOUNT, IMPOSTOR))));
        properties.add("lethe.gateway.services.account", () -> url(ACCOUNT_SERVICE));
        properties.add("lethe.gateway.services.message", () -> url(MESSAGE_SERVICE));
    }

    @AfterAll
    static void stop() {
        ACCOUNT_SERVICE.stop(0);
        MESSAGE_SERVICE.stop(0);
    }

    @Test
    void showsItsCertificateToServices() throws Exception {
        assertThat(get("/v1/me").statusCode()).isEqualTo(200);
    }

    @Test
    void believesNobodyUnderAnotherName() throws Exception {
        assertThat(get("/v1/chats").statusCode()).isGreaterThanOrEqualTo(500);
    }

    @Test
    void asksForHealthAsItAsksForTheRest() throws Exception {
        assertThat(get("/health").body()).contains("\"account\":\"UP\"", "\"message\":\"DOWN\"");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                BodyHandlers.ofString());
    }

    private static String url(HttpsServer server) {
        return "https://localhost:" + server.getAddress().getPort();
    }

    private static Identity identity(String host) {
        return made(() -> Identity.at(host));
    }

    private static HttpsServer service(Identity identity) {
        return made(() -> {
            var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(askingForCertificates(identity.serverFor(GATEWAY)));
            server.createContext("/", exchange -> {
                try (exchange) {
                    exchange.sendResponseHeaders(200, -1);
                }
            });
            server.start();
            return server;
        });
    }

    private static HttpsConfigurator askingForCertificates(SSLContext context) {
        return new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters asking = getSSLContext().getDefaultSSLParameters();
                asking.setNeedClientAuth(true);
                parameters.setSSLParameters(asking);
            }
        };
    }

    private interface Making<T> {
        T make() throws Exception;
    }

    private static <T> T made(Making<T> making) {
        try {
            return making.make();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
