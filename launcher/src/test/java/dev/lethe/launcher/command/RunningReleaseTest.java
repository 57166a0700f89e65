package dev.lethe.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.sun.net.httpserver.HttpServer;

class RunningReleaseTest {

    @ParameterizedTest
    @CsvSource({"200,1.2.3", "503,0.1.0-SNAPSHOT"})
    void tellsWhatTheGatewaySays(int status, String version) throws IOException {
        var gateway = gateway(status, "{\"status\":\"UP\",\"version\":\"" + version + "\",\"services\":{}}");
        try {
            assertThat(RunningRelease.of(address(gateway))).contains(version);
        } finally {
            gateway.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "{}", "{\"version\":null}", "[]"})
    void tellsNothingOfOthers(String answer) throws IOException {
        var gateway = gateway(200, answer);
        try {
            assertThat(RunningRelease.of(address(gateway))).isEmpty();
        } finally {
            gateway.stop(0);
        }
    }

    @Test
    void tellsNothingWhereNobodyAnswers() throws IOException {
        var gateway = gateway(200, "");
        gateway.stop(0);

        assertThat(RunningRelease.of(address(gateway))).isEmpty();
    }

    private static HttpServer gateway(int status, String answer) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health", exchange -> {
            try (exchange) {
                var body = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        return server;
    }

    private static URI address(HttpServer gateway) {
        return URI.create("http://127.0.0.1:" + gateway.getAddress().getPort());
    }
}
