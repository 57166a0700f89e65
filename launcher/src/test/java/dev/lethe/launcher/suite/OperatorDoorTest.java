package dev.lethe.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.net.ssl.SSLPeerUnverifiedException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;

import dev.lethe.launcher.certificate.Identities;
import dev.lethe.launcher.process.StartFailure;

class OperatorDoorTest {

    private static final String SERVICE = "message-service";

    @TempDir
    private Path folder;

    @Test
    void callsTheServiceAsItsOperator() throws Exception {
        var home = home(0);
        var server = service(home);
        try {
            Files.writeString(home.settings(), "port.message-service-internal=" + server.getAddress().getPort());

            var answer = OperatorDoor.of(home).call(SERVICE, "POST", "/internal/v1/restored");

            assertThat(answer.path("who").asString()).contains("OU=operator");
            assertThat(answer.path("what").asString()).isEqualTo("POST /internal/v1/restored");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void saysInASentenceThatNothingRuns() throws Exception {
        var door = OperatorDoor.of(home(1));

        assertThatThrownBy(() -> door.call(SERVICE, "GET", "/internal/v1/health")).isInstanceOf(StartFailure.class)
                .hasMessageContaining("does not run");
    }

    @Test
    void makesNoKeysWhereNothingWasEverStarted() {
        assertThatThrownBy(() -> OperatorDoor.of(new Home(folder))).isInstanceOf(StartFailure.class)
                .hasMessageContaining("./lethe up");
        assertThat(folder).isEmptyDirectory();
    }

    private Home home(int port) throws IOException {
        var home = new Home(folder);
        home.create();
        if (port > 0) {
            Files.writeString(home.settings(), "port.message-service-internal=" + port);
        }
        return home;
    }

    private static HttpsServer service(Home home) throws IOException {
        var tls = Identities.in(home.keys()).operator("operator");
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                var needed = tls.getDefaultSSLParameters();
                needed.setNeedClientAuth(true);
                parameters.setSSLParameters(needed);
            }
        });
        server.createContext("/", exchange -> {
            var body = "{\"who\":\"%s\",\"what\":\"%s %s\"}".formatted(who((HttpsExchange) exchange),
                    exchange.getRequestMethod(), exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String who(HttpsExchange exchange) throws SSLPeerUnverifiedException {
        return exchange.getSSLSession().getPeerPrincipal().getName();
    }
}
