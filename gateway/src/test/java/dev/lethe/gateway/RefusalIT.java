package dev.lethe.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
@Tag("case-85")
class RefusalIT {

    private static final String CANARY = "QzTwIk7Yb2mLpV4sXc9aRd0e";
    private static Upstream service;

    @LocalServerPort
    private int port;

    @BeforeAll
    static void start() throws IOException {
        service = new Upstream();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry properties) {
        for (String name : new String[] {"account", "message", "contact", "media"}) {
            properties.add("lethe.gateway.services." + name, () -> service.url());
        }
    }

    static Stream<String> unreadable() {
        String host = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
        return Stream.of("GET /v1/me?q=" + CANARY + "{" + host, "GET /v1/me?q=}" + CANARY + host,
                "GET /v1/me?q=|" + CANARY + host, "GET /v1/me?q=\"" + CANARY + host, "GET /v1/me?q=<" + CANARY + host,
                "GET /v1/me?q=>" + CANARY + host, "GET /v1/me?q=^" + CANARY + host, "GET /v1/me?q=\\" + CANARY + host,
                "GET /v1/me?q=%zz" + CANARY + host, "GET /v1/{" + CANARY + "}" + host, "GET /v1/%zz" + CANARY + host,
                "GET /v1/%FF" + CANARY + host, "GET /v1/" + CANARY + "\u00e9" + host,
                "GET /v1/me?q=" + CANARY.repeat(200) + host,
                "GET /v1/me HTTP/1.1\r\nHost: x\r\nX: " + CANARY.repeat(1_000) + "\r\n",
                "GET /v1/me HTTP/1.1\r\nHost: x\r\nExpect: " + CANARY + "\r\nConnection: close\r\n",
                "GET /v1/me " + CANARY + "\r\nHost: x\r\n", CANARY + "\r\n", "GET\r\n",
                "GET /v1/me HTTP/1.1\r\n" + CANARY + "\u0001: 1\r\n",
                "POST /v1/me HTTP/1.1\r\nHost: x\r\nContent-Length: " + CANARY + "\r\n",
                "POST /v1/me HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n",
                "GET /nothing?" + CANARY + host, "GET /" + CANARY + host, CANARY + " /v1/me" + host,
                "OPTIONS *" + host);
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void answersWithAProblemAndKeepsWhatWasSent(String request, CapturedOutput output) throws Exception {
        String answer = RawHttp.send(port, request + "\r\n");

        assertThat(answer).matches("(?s)HTTP/1.[01] 4.*").containsIgnoringCase("Content-Type: application/problem+json")
                .contains("\"type\":\"urn:lethe:problem:", "\"code\":").doesNotContain(CANARY)
                .containsIgnoringCase("Content-Security-Policy: default-src 'none'")
                .containsIgnoringCase("X-Content-Type-Options: nosniff")
                .containsIgnoringCase("Referrer-Policy: no-referrer");
        assertThat(output.getAll()).doesNotContain(CANARY, "\tat ");
    }

    @Test
    void tellsWhichPartIsTooLong() throws Exception {
        assertThat(RawHttp.get(port, "/v1/me?q=" + "a".repeat(5_000))).startsWith("HTTP/1.1 414")
                .contains("address-too-long");
        assertThat(RawHttp.get(port, "/v1/me", "X: " + "a".repeat(9_000))).startsWith("HTTP/1.1 431")
                .contains("head-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz", "/health", "/nothing", "/v1/nothing", "/v1/me", "/", "/explorer",
        "/explorer/explorer.js", "/docs/account", "/privacy"})
    void refusesWhatAcceptsMoreThanAnybodyHas(String path, CapturedOutput output) throws Exception {
        for (String header : List.of("Accept: text/html,", "Accept-Language: en;q=0.9,", "Accept-Encoding: br,")) {
            assertThat(RawHttp.get(port, path, header + header.replaceAll("^.*: ", "").repeat(60) + "x"))
                    .as(header).startsWith("HTTP/1.1 431").contains("head-too-large");
        }
        assertThat(output.getAll()).doesNotContain("answered 500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept: text/html", "Accept: a", "Accept: text/html;q=x", "Accept: ,,,", "Accept: */json",
        "Accept-Language: en;q=7", "Accept-Language: x_y;;", "Accept-Charset: q", "Content-Type: a", "Range: bytes=x",
        "If-None-Match: x", "If-Modified-Since: x", "Origin: x", "Origin: http://[", "Cache-Control: x=",
        "Access-Control-Request-Method: x", "Host: [", "Content-Language: x_y"})
    void failsOverNoHeader(String header, CapturedOutput output) throws Exception {
        for (String path : List.of("/livez", "/health", "/nothing", "/v1/nothing", "/", "/explorer/explorer.js",
                "/docs/account", "/privacy")) {
            assertThat(RawHttp.get(port, path, header)).as(path).doesNotMatch("(?s)HTTP/1.[01] 5.*");
        }
        assertThat(output.getAll()).doesNotContain("answered 500");
    }

    @Test
    void passesBracketsOfAQueryOn() throws Exception {
        assertThat(RawHttp.get(port, "/v1/me?a[]=1")).startsWith("HTTP/1.1 200");
    }

    @Test
    void meetsTheOneExpectationItself() throws Exception {
        String answer = RawHttp.send(port, "POST /v1/me/expecting HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                + "Content-Length: 2\r\nConnection: close\r\n\r\n{}");

        assertThat(answer).contains("HTTP/1.1 200");
        assertThat(service.seen).filteredOn(seen -> seen.path().equals("/v1/me/expecting")).singleElement()
                .satisfies(seen -> assertThat(seen.headers()).doesNotContainKey("Expect"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/explorer", "/explorer/", "/explorer/explorer.js", "/", "/docs/account"})
    void reflectsNoHost(String path) throws Exception {
        String answer = RawHttp.send(port,
                "GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");

        assertThat(answer).doesNotContain("evil.example");
    }

    @Test
    void takesACallerWhoGoesAwayForNoError(CapturedOutput output) throws Exception {
        for (int i = 0; i < 20; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream()
                        .write(("POST /v1/me HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{" + CANARY)
                                .getBytes(StandardCharsets.ISO_8859_1));
            }
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoLinger(true, 0);
                socket.getOutputStream().write("GET /v1/me HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(
                        StandardCharsets.ISO_8859_1));
            }
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                InputStream answer = socket.getInputStream()) {
            socket.getOutputStream().write("POST /v1/me HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1));
            answer.read();
        }

        assertThat(RawHttp.get(port, "/v1/me")).startsWith("HTTP/1.1 200");
        assertThat(output.getAll()).doesNotContain("ERROR", "WARN", "\tat ", CANARY);
    }
}
