package dev.lethe.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import com.sun.net.httpserver.Headers;

/// The gateway behind a proxy on the same machine, and behind others in 10.0.0.0/8.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"lethe.gateway.proxies.trusted=127.0.0.0/8,10.0.0.0/8",
            "lethe.gateway.cors.origins=https://chat.example.org", "lethe.gateway.limit.address.requests=60"})
@Tag("case-38")
class ProxyIT {

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
        properties.add("lethe.gateway.services.account", () -> service.url());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            192.0.2.1               | 192.0.2.1
            8.8.8.8, 192.0.2.2      | 192.0.2.2
            8.8.8.8, 192.0.2.3, 10.1.1.1, 10.2.2.2 | 192.0.2.3
            192.0.2.4, evil, 10.1.1.1 | 10.1.1.1
            10.3.3.3, 10.1.1.1      | 10.3.3.3
            evil                    | 127.0.0.1
            192.0.2.5:4711          | 192.0.2.5
            8.8.8.8, 192.0.2.6:1, 10.1.1.1:65535 | 192.0.2.6
            [2001:db8:1:3::5]:443   | 2001:db8:1:3::6
            2001:db8:1:2::5         | 2001:db8:1:2::6""")
    void countsTheRightMostAddressThatIsNoProxy(String forwarded, String caller) throws Exception {
        String first = RawHttp.get(port, "/v1/me", "X-Forwarded-For: " + forwarded);
        String second = RawHttp.get(port, "/v1/me", "X-Forwarded-For: " + caller);

        assertThat(left(second)).isEqualTo(left(first) - 1);
    }

    /// A proxy that does not know the header passes on what a caller wrote.
    @Test
    void takesNobodysForwarded() throws Exception {
        String[] claims = {"X-Forwarded-For: 192.0.2.90", "Forwarded: for=192.0.2.91;proto=https;host=evil.example"};
        String first = RawHttp.get(port, "/v1/me", claims);
        String second = RawHttp.get(port, "/v1/me", "X-Forwarded-For: 192.0.2.90");

        assertThat(left(second)).isEqualTo(left(first) - 1);
        assertThat(first).doesNotContainIgnoringCase("Strict-Transport-Security").doesNotContain("evil.example");
        assertThat(service.seen).noneMatch(seen -> seen.headers().containsKey("Forwarded"));
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.77,c00002", "'8.8.8.8, 198.51.100.9, 10.1.1.1',c63364", "2001:db8:1:2::5,20010db800010002",
        "evil,7f0000"})
    void tellsTheNetworkOfTheCallerWhereItCountsAndNobodyElses(String forwarded, String network) throws Exception {
        String[] claims = {"X-Forwarded-For: " + forwarded, "X-Caller-Network: c00002ff"};

        for (String path : List.of("/v1/sign-in/codes", "/v1/account/number-change", "/v1/device-links")) {
            RawHttp.get(port, path, claims);
            assertThat(lastAsked(path).get("X-Caller-Network")).containsExactly(network);
        }
        for (String path : List.of("/v1/me", "/v1/account/self-destruct")) {
            RawHttp.get(port, path, claims);
            assertThat(lastAsked(path)).doesNotContainKey("X-Caller-Network");
        }
    }

    private static Headers lastAsked(String path) {
        return service.seen.reversed().stream().filter(it -> it.path().equals(path)).findFirst().orElseThrow()
                .headers();
    }

    private static int left(String answer) {
        return Integer.parseInt(answer.replaceAll("(?is).*ratelimit: \"address\";r=(\\d+);.*", "$1"));
    }

    @Test
    void keepsThePrefixOfAProxy() throws Exception {
        String[] prefix = {"X-Forwarded-Prefix: /lethe", "X-Forwarded-Proto: https"};

        assertThat(RawHttp.get(port, "/explorer", prefix)).containsIgnoringCase("Location: explorer/\r\n");
        assertThat(RawHttp.get(port, "/explorer/", prefix)).doesNotContain("=\"/");
        assertThat(RawHttp.get(port, "/docs/account", prefix)).contains("\"servers\":[{\"url\":\"/lethe\"}]");
        assertThat(RawHttp.get(port, "/docs/account")).contains("\"servers\":[{\"url\":\"/\"}]");
        assertThat(RawHttp.get(port, "/", prefix)).doesNotContain("=\"/").containsIgnoringCase(
                "Strict-Transport-Security");
    }

    @ParameterizedTest
    @CsvSource({"//evil.example", "/a/../b", "javascript:x", "/a b", "/"})
    void takesNothingElseForAPrefix(String prefix) throws Exception {
        assertThat(RawHttp.get(port, "/docs/account", "X-Forwarded-Prefix: " + prefix)).contains(
                "\"servers\":[{\"url\":\"/\"}]");
    }

    @Test
    void answersThePreflightOfAListedOrigin() throws Exception {
        String answer = preflight("https://chat.example.org");

        assertThat(answer).startsWith("HTTP/1.1 200").containsIgnoringCase(
                "Access-Control-Allow-Origin: https://chat.example.org")
                .containsIgnoringCase("Access-Control-Allow-Headers: authorization").contains("PATCH");
    }

    @ParameterizedTest
    @CsvSource({"/v1/me,200", "/v1/nothing,404"})
    void letsAListedOriginReadEveryAnswer(String path, String status) throws Exception {
        String answer = RawHttp.get(port, path, "Origin: https://chat.example.org");

        assertThat(answer).startsWith("HTTP/1.1 " + status)
                .containsIgnoringCase("Access-Control-Allow-Origin: https://chat.example.org")
                .contains("Retry-After", "RateLimit", "Location", "WWW-Authenticate", "ETag", "Content-Range");
    }

    @Test
    void letsNoOtherOriginReadAnything() throws Exception {
        String get = RawHttp.get(port, "/v1/me", "Origin: https://evil.example");
        String preflight = preflight("https://evil.example");

        assertThat(get).startsWith("HTTP/1.1 200").doesNotContainIgnoringCase("Access-Control-Allow-Origin");
        assertThat(preflight).doesNotContainIgnoringCase("Access-Control-Allow-Origin");
    }

    private String preflight(String origin) throws IOException {
        return RawHttp.send(port, String.join("\r\n", "OPTIONS /v1/me HTTP/1.1", "Host: x", "Origin: " + origin,
                "Access-Control-Request-Method: PATCH", "Access-Control-Request-Headers: authorization",
                "Connection: close", "", ""));
    }
}
