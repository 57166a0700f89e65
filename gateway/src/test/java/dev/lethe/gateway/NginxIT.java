package dev.lethe.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The gateway as most people will run it: behind TLS and below a path.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"lethe.gateway.proxies.trusted=127.0.0.1/32", "lethe.gateway.limit.address.requests=60"})
class NginxIT {

    private static Upstream service;

    @LocalServerPort
    private int port;

    private Nginx nginx;
    private HttpClient http;

    @BeforeAll
    static void startService() throws IOException {
        service = new Upstream();
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry properties) {
        for (String name : new String[] {"account", "message", "media"}) {
            properties.add("lethe.gateway.services." + name, () -> service.url());
        }
    }

    @BeforeEach
    void start() throws Exception {
        Optional<Path> binary = Nginx.binary();
        assumeTrue(binary.isPresent(), "NO NGINX HERE: the gateway behind a proxy is NOT tested; install nginx");
        nginx = new Nginx(binary.orElseThrow(), port);
        http = HttpClient.newBuilder().sslContext(nginx.trust()).followRedirects(HttpClient.Redirect.NORMAL).build();
    }

    @AfterEach
    void stop() throws IOException {
        if (nginx != null) {
            http.close();
            nginx.close();
        }
    }

    @Test
    void keepsThePathOnEveryPage() throws Exception {
        HttpResponse<String> explorer = get("/explorer");
        HttpResponse<String> landing = get("/");

        assertThat(explorer.statusCode()).isEqualTo(200);
        assertThat(explorer.uri().getPath()).isEqualTo("/lethe/explorer/");
        assertThat(get("/explorer/explorer.js").statusCode()).isEqualTo(200);
        assertThat(get("/docs/account").body()).contains("\"url\":\"/lethe\"");
        assertThat(landing.uri().resolve("style.css").getPath()).isEqualTo("/lethe/style.css");
        assertThat(get("/style.css").statusCode()).isEqualTo(200);
        assertThat(landing.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    @Test
    void countsEachCallerAndNotTheProxy() throws Exception {
        int first = left(get("/v1/me", "X-Forwarded-For", "192.0.2.1, 198.51.100.7"));
        int second = left(get("/v1/me", "X-Forwarded-For", "192.0.2.2, 198.51.100.7"));
        int other = left(get("/v1/me", "X-Forwarded-For", "192.0.2.2, 198.51.100.8"));

        assertThat(second).isEqualTo(first - 1);
        assertThat(other).isEqualTo(first);
    }

    private static int left(HttpResponse<String> answer) {
        String state = answer.headers().firstValue("RateLimit").orElseThrow();
        return Integer.parseInt(state.replaceAll(".*r=(\\d+);.*", "$1"));
    }

    @Test
    void streamsAndUploadsThroughIt() throws Exception {
        service.feed.add("one");
        HttpResponse<InputStream> stream = http.send(request("/v1/updates/stream").build(),
                BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.lines().filter(line -> line.startsWith("data")).findFirst()).hasValue("data: one");
        }
        HttpResponse<String> upload = http.send(
                request("/v1/files").POST(BodyPublishers.ofByteArray(new byte[3_000_000])).build(),
                BodyHandlers.ofString());

        assertThat(upload.body()).isEqualTo("{\"size\":3000000}");
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = request(path);
        return http.send(headers.length == 0 ? request.build() : request.headers(headers).build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(nginx.url() + path)).version(HttpClient.Version.HTTP_1_1);
    }
}
