package dev.lethe.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class PageIT {

    private static final String RECEIPT = "/erasures/0b0e5e1c-3a53-4c8a-8d4e-0f6a58a3a1d0";
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"#?]+)");
    private static final Pattern ID = Pattern.compile("\\bid=\"([a-z-]+)\"");
    private static final Pattern LOOKED_UP = Pattern.compile("\\belement\\('([a-z-]+)'\\)");

    private static Upstream service;

    private final HttpClient http = HttpClient.newHttpClient();

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
        for (String name : List.of("account", "message", "contact", "media")) {
            properties.add("lethe.gateway.services." + name, () -> service.url());
        }
    }

    @ParameterizedTest
    @CsvSource({"/,de,de", "/privacy,'de-AT,en;q=0.5',de", "/deactivate,fr,en", "/erasures,en-GB,en",
        RECEIPT + ",de,de",
        "/privacy?lang=en,de,en", "/privacy?lang=de,en,de", "/privacy?lang=xx,de,de"})
    void speaksTheReadersLanguage(String path, String accepted, String language) throws Exception {
        HttpResponse<String> page = get(path, "Accept-Language", accepted);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<html lang=\"" + language + "\">");
        assertThat(page.headers().firstValue("Content-Language")).hasValue(language);
        assertThat(page.headers().firstValue("Vary").orElseThrow()).contains("Accept-Language");
    }

    @Test
    void readsNoLanguageOutOfNonsense() throws Exception {
        HttpResponse<String> page = get("/privacy", "Accept-Language", "de;q=x, ;;, 1");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<html lang=\"en\">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/privacy", "/deactivate", "/erasures", RECEIPT})
    void loadsNothingFromElsewhereAndLinksOnlyToWhatIsThere(String path) throws Exception {
        for (String language : List.of("en", "de")) {
            HttpResponse<String> page = get(path + "?lang=" + language);

            assertThat(page.body()).doesNotContain("http:", "https:", "<script>", "style=", "{{", "<!--", "=\"/");
            for (MatchResult link : LINK.matcher(page.body()).results().toList()) {
                URI target = page.uri().resolve(link.group(1));
                assertThat(get(target.getPath()).statusCode()).as(target.toString()).isIn(200, 307);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"/deactivate,/pages/deactivate.js", "/erasures,/pages/erasure.js"})
    void scriptsFindWhatTheyLookForInBothLanguages(String path, String script) throws Exception {
        List<String> wanted = groups(LOOKED_UP, get(script).body());

        assertThat(wanted).hasSizeGreaterThan(5);
        assertThat(groups(ID, get(path + "?lang=en").body())).containsAll(wanted)
                .isEqualTo(groups(ID, get(path + "?lang=de").body()));
    }

    @ParameterizedTest
    @CsvSource({"/,false", "/privacy,false", "/deactivate,true", "/erasures,true", RECEIPT + ",true"})
    void runsScriptsOnlyWhereThereAreSome(String path, boolean active) throws Exception {
        String policy = get(path).headers().firstValue("Content-Security-Policy").orElseThrow();

        assertThat(policy).startsWith("default-src 'none'").doesNotContain("unsafe");
        assertThat(policy.contains("script-src 'self'; connect-src 'self'")).isEqualTo(active);
    }

    @ParameterizedTest
    @CsvSource({"/nothing,de,de", "/nothing?lang=en,de,en", "/nothing/at/all/,en,en", "/a%2Fb,de,de", "/docs/key,fr,en",
        "/erasures/one/two,de,de"})
    void tellsPeopleWhereNothingIs(String path, String accepted, String language) throws Exception {
        HttpResponse<String> page = get(path, "Accept", BROWSER, "Accept-Language", accepted);

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("<html lang=\"" + language + "\">").doesNotContain("{{", "=\"/", "<script");
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.headers().firstValue("Content-Language")).hasValue(language);
        assertThat(page.headers().map()).containsAllEntriesOf(protection(get(path)));
        for (MatchResult link : LINK.matcher(page.body()).results().toList()) {
            URI target = page.uri().resolve(link.group(1));
            assertThat(get(target.getPath()).statusCode()).as(target.toString()).isEqualTo(200);
        }
    }

    private static Map<String, List<String>> protection(HttpResponse<String> problem) {
        assertThat(problem.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        return problem.headers().map().entrySet().stream()
                .filter(it -> !it.getKey().startsWith("content-") || it.getKey().equals("content-security-policy"))
                .filter(it -> !it.getKey().equals("ratelimit") && !it.getKey().equals("vary"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"/nothing | */*", "/nothing | application/json", "/nothing | text/html;q=0.5, application/json",
                "/nothing | text/html, application/problem+json", "/nothing | nonsense", "/v1/nothing | text/html",
                "/v1 | text/html"})
    void tellsProgramsInAProblem(String path, String accepted) throws Exception {
        HttpResponse<String> problem = get(path, "Accept", accepted);

        assertThat(problem.statusCode()).isEqualTo(404);
        assertThat(problem.body()).contains("\"code\":\"not-found\"");
    }

    @Test
    void tellsOfMissingPagesToGetAndHeadAlone() throws Exception {
        assertThat(missing("HEAD")).startsWith("HTTP/1.1 404").contains("text/html").endsWith("\r\n\r\n");
        assertThat(missing("POST")).startsWith("HTTP/1.1 404").contains("application/problem+json");
        assertThat(RawHttp.get(port, "/nothing" + "/a".repeat(1_000), "Accept: text/html")).startsWith("HTTP/1.1 404")
                .contains("application/problem+json");
    }

    private String missing(String method) throws IOException {
        String headers = String.join("\r\n", "Host: localhost", "Accept: text/html", "Content-Length: 0",
                "Connection: close");
        return RawHttp.send(port, method + " /nothing HTTP/1.1\r\n" + headers + "\r\n\r\n");
    }

    @Test
    void tellsItsReleaseAtTheFootOfTheFirstPage() throws Exception {
        assertThat(get("/?lang=en").body()).containsPattern("<footer>Lethe \\d+\\.\\d+\\.\\d+[-A-Z]*\\. ");
        assertThat(get("/health").body()).containsPattern("\"version\":\"\\d+\\.\\d+\\.\\d+[-A-Z]*\"");
    }

    @Test
    void tellsEveryColumnThatIsHeld() throws Exception {
        List<String> rows = Files.readAllLines(Path.of("../docs/privacy.md")).stream()
                .dropWhile(line -> !line.startsWith("<!-- data map of"))
                .filter(line -> line.startsWith("| ") && !line.startsWith("| table") && !line.startsWith("| ---"))
                .toList();

        String page = get("/privacy").body();

        assertThat(rows).hasSizeGreaterThan(400);
        assertThat(page.split("<tr><td>", -1)).hasSize(rows.size() + 1);
        assertThat(page).contains("<tr><td>account</td><td>number</td><td>id</td><td>sealed</td>");
    }

    private static List<String> groups(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(it -> it.group(1)).distinct().sorted().toList();
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
