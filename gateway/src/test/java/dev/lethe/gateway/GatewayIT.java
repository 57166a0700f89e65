package dev.lethe.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"lethe.gateway.services.contact=http://127.0.0.1:1",
            "spring.cloud.gateway.server.webflux.httpclient.response-timeout=1s", "lethe.gateway.body.file=1MB",
            "lethe.gateway.least-rate.within=1h",
            "lethe.gateway.limit.account.requests=5"})
class GatewayIT {

    private static Upstream account;
    private static Upstream message;
    private static Upstream media;

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @BeforeAll
    static void start() throws IOException {
        account = new Upstream();
        message = new Upstream();
        media = new Upstream();
    }

    @AfterAll
    static void stop() {
        account.close();
        message.close();
        media.close();
    }

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry properties) {
        properties.add("lethe.gateway.services.account", () -> account.url());
        properties.add("lethe.gateway.services.message", () -> message.url());
        properties.add("lethe.gateway.services.media", () -> media.url());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/sign-in/codes", "/v1/tokens", "/v1/sessions", "/v1/sessions/current", "/v1/me",
        "/v1/me/deletion",
        "/v1/accounts/1", "/v1/erasures/keys", "/v1/account/self-destruct", "/v1/account/number-change/confirmation",
        "/v1/device-links", "/v1/device-links/sessions"})
    void routesAccountsPathsToTheAccountService(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(account.seen).extracting(Upstream.Seen::path).contains(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/health", "/v3/api-docs", "/v1", "/v1/unknown",
        "/internal/v1/revocations", "/docs", "/docs/key",
        "/docs/gateway", "/explorer/index.html", "/explorer/start", "/explorer/swagger-ui/index.html",
        "/v1/mex", "/webjars/swagger-ui/index.html", "/swagger-ui/index.html", "/swagger-ui.html", "/v1/sessions//x",
        "/v1/sessions/a;b=c",
        "/v1/sessions/%2e%2e/x", "/%761/me"})
    void knowsNothingElse(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("\"type\":\"urn:lethe:problem:not-found\"", "\"code\":\"not-found\"");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void readsAPathOfManySegments() throws Exception {
        HttpResponse<String> answer = get("/v2" + "/a".repeat(2_000));

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void refusesPathsThatClimb() throws Exception {
        String answer = RawHttp.get(port, "/v1/sessions/../../v3/api-docs");

        assertThat(answer).startsWith("HTTP/1.1 404");
        assertThat(account.seen).extracting(Upstream.Seen::path).noneMatch(path -> path.contains("api-docs"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "BREW"})
    void refusesMethodsWithoutUse(String method) throws Exception {
        String answer = RawHttp.send(port, method + " /v1/me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 405").contains("Allow: ", "method-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "X-Forwarded-Host", "X-FORWARDED-PORT", "Forwarded", "X-Real-IP",
        "X-Client-IP", "True-Client-IP", "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override", "X-User-Id",
        "x-account-id", "X-Caller-Network", "X-Caller-Id", "X-Lethe-Account", "X-Lethe-Role", "X-Remote-User",
        "Cookie"})
    @Tag("case-48")
    @Tag("case-38")
    void keepsClaimsAboutTheCallerOutside(String claim) throws Exception {
        String path = "/v1/accounts/spoofed-" + claim;
        RawHttp.get(port, path, claim + ": 1.2.3.4", "Authorization: Bearer x");

        Upstream.Seen seen = account.seen.stream().filter(request -> request.path().equals(path)).findFirst()
                .orElseThrow();
        assertThat(seen.headers()).containsKey("Authorization").doesNotContainKey(claim);
    }

    @ParameterizedTest
    @CsvSource({"/v1/me,sandbox", "/,style-src 'self'", "/explorer,script-src 'self'", "/nothing,default-src 'none'"})
    void keepsBrowsersStrictAndNamesNoSoftware(String path, String policy) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'none'",
                policy);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by", "set-cookie");
    }

    @Test
    void answers503WhenAServiceIsAway() throws Exception {
        HttpResponse<String> answer = get("/v1/contacts");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(answer.body()).contains("\"code\":\"unavailable\"").doesNotContain("127.0.0.1");
    }

    @Test
    void answers503WhenAServiceBreaksOff() throws Exception {
        HttpResponse<String> answer = http.send(request("/v1/chats/cut").POST(BodyPublishers.ofString("{}")).build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(503);
    }

    @Test
    void answers504WhenAServiceIsSilent() throws Exception {
        HttpResponse<String> answer = get("/v1/chats/slow");

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("urn:lethe:problem:timeout");
    }

    @Test
    void breaksAnAnswerOffWithItsServiceForWhoReadsNothing() throws Exception {
        try (DeafCaller deaf = new DeafCaller(port, "/v1/chats/broken")) {
            deaf.isAnswered();

            message.largeCut.complete(null);

            deaf.isLetGo();
        }
    }

    @Test
    void passesAnUploadOnWhileItArrives() throws Exception {
        PipedOutputStream sender = new PipedOutputStream();
        PipedInputStream body = new PipedInputStream(sender);
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(
                request("/v1/files").POST(BodyPublishers.ofInputStream(() -> body)).build(),
                BodyHandlers.ofString());

        sender.write(new byte[20_000]);
        sender.flush();
        media.firstBytes.get(5, TimeUnit.SECONDS);
        sender.write(new byte[20_000]);
        sender.close();

        assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("{\"size\":40000}");
    }

    @ParameterizedTest
    @CsvSource({"/v1/files,1048577", "/v1/me,1048577", "/v1/sign-in/codes,1073741824", "/v1/imports/7,1048577"})
    void refusesAnAnnouncedBodyOverTheLimit(String path, long length) throws Exception {
        String answer = RawHttp.send(port,
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("urn:lethe:problem:body-too-large");
    }

    @Test
    void refusesAnUnannouncedBodyOverTheLimit() throws Exception {
        HttpResponse<String> fits = http.send(request("/v1/me").method("PATCH", unannounced(1_000_000)).build(),
                BodyHandlers.ofString());
        HttpResponse<String> tooLarge = http.send(request("/v1/me").method("PATCH", unannounced(3_000_000)).build(),
                BodyHandlers.ofString());

        assertThat(fits.statusCode()).isEqualTo(200);
        assertThat(tooLarge.statusCode()).isEqualTo(413);
    }

    private static BodyPublisher unannounced(int length) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(new byte[length]));
    }

    @Test
    void streamsEventsOneByOneAndEndsThemWithTheReader() throws Exception {
        message.feed.add("one");
        HttpResponse<InputStream> stream = http.send(request("/v1/updates/stream").build(),
                BodyHandlers.ofInputStream());
        Iterator<String> events = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))
                .lines()
                .filter(line -> line.startsWith("data")).iterator();

        assertThat(events.next()).isEqualTo("data: one");
        message.feed.add("two");
        assertThat(events.next()).isEqualTo("data: two");
        stream.body().close();

        assertThat(message.streamBroken).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void waitsForTheHeadOfAStreamLongerThanForAnAnswer() throws Exception {
        CompletableFuture<HttpResponse<InputStream>> stream = http.sendAsync(
                request("/v1/updates/stream").header("Last-Event-ID", "cursor").build(),
                BodyHandlers.ofInputStream());

        CompletableFuture<Void> longer = new CompletableFuture<>();
        longer.completeOnTimeout(null, 1_500, TimeUnit.MILLISECONDS).join();
        message.feed.add("late");

        try (InputStream body = stream.get(5, TimeUnit.SECONDS).body()) {
            assertThat(new String(body.readNBytes(10), StandardCharsets.UTF_8)).isEqualTo("data: late");
        }
    }

    @Test
    void countsTheOpeningOfAStreamOnce() throws Exception {
        String[] token = token("33333333-3333-4333-8333-333333333333");
        message.feed.add("one");
        HttpResponse<InputStream> stream = http.send(request("/v1/updates/stream").headers(token).build(),
                BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < 20; i++) {
                lines.readLine();
            }
        }

        assertThat(stream.headers().firstValue("RateLimit"))
                .hasValueSatisfying(left -> assertThat(left).startsWith("\"account\";r=4;"));
        assertThat(get("/v1/me", token).headers().firstValue("RateLimit"))
                .hasValueSatisfying(left -> assertThat(left).startsWith("\"account\";r=3;"));
    }

    @Test
    void countsAnAccountsRequestsAndSaysWhatIsLeft() throws Exception {
        HttpResponse<String> first = get("/v1/me", token("11111111-1111-4111-8111-111111111111"));
        for (int i = 0; i < 5; i++) {
            get("/v1/me", token("11111111-1111-4111-8111-111111111111"));
        }
        HttpResponse<String> refused = get("/v1/me", token("11111111-1111-4111-8111-111111111111"));
        HttpResponse<String> other = get("/v1/me", token("22222222-2222-4222-8222-222222222222"));

        assertThat(first.headers().firstValue("RateLimit"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("\"account\";r=4;t="));
        assertThat(first.headers().firstValue("RateLimit-Policy")).hasValue("\"account\";q=5;w=60");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow())).isBetween(1, 13);
        assertThat(refused.body()).contains("urn:lethe:problem:too-many-requests");
        assertThat(other.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/sign-in/codes", "/v1/tokens", "/v1/device-links", "/v1/account/number-change"})
    void countsWaysIntoAnAccountByThemselves(String path) throws Exception {
        assertThat(get(path).headers().firstValue("RateLimit-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("\"sign-in\";"));
    }

    @Test
    void countsDevicesThatWaitToBeLetInByThemselves() throws Exception {
        HttpResponse<String> before = get("/v1/tokens");
        HttpResponse<String> poll = get("/v1/device-links/sessions");
        for (int i = 0; i < 60; i++) {
            get("/v1/device-links/sessions");
        }
        HttpResponse<String> after = get("/v1/tokens");

        assertThat(poll.headers().firstValue("RateLimit-Policy")).hasValue("\"link-poll\";q=3600;w=60");
        assertThat(left(after)).isGreaterThanOrEqualTo(left(before) - 1);
    }

    private static int left(HttpResponse<String> answer) {
        return Integer.parseInt(answer.headers().firstValue("RateLimit").orElseThrow()
                .replaceAll("\"sign-in\";r=(\\d+);.*", "$1"));
    }

    @Test
    void tellsTheHealthOfTheSuite() throws Exception {
        HttpResponse<String> suite = get("/health");

        assertThat(suite.statusCode()).isEqualTo(503);
        assertThat(suite.body()).contains("\"contact\":\"DOWN\"", "\"account\":\"UP\"");
        assertThat(get("/livez").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void asksTheServicesOnceASecondHoweverManyAskForTheirHealth() throws Exception {
        long before = asked();
        for (int i = 0; i < 30; i++) {
            get("/health");
        }

        assertThat(asked() - before).isLessThan(15);
        assertThat(get("/health").headers().firstValue("RateLimit")).isPresent();
        assertThat(get("/readyz").headers().firstValue("RateLimit")).isEmpty();
    }

    private static long asked() {
        return account.seen.stream().filter(seen -> seen.path().equals("/readyz")).count();
    }

    @Test
    void greetsWithAPageThatLoadsNothingFromElsewhere() throws Exception {
        HttpResponse<String> page = get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("href=\"explorer\"").doesNotContain("http:", "https:", "<script", "style=");
        assertThat(get("/style.css").headers().firstValue("Content-Type")).hasValue("text/css");
        assertThat(get("/icon.svg").statusCode()).isEqualTo(200);
    }

    @Test
    void showsTheServicesDocumentsInOneExplorer() throws Exception {
        HttpResponse<String> page = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build().send(
                request("/explorer").build(),
                BodyHandlers.ofString());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.uri().getPath()).isEqualTo("/explorer/");
        assertThat(page.body()).doesNotContain("http:", "https:", "<script>", "style=", "{{", "SMS inbox");
        for (Matcher file = Pattern.compile("(?:src|href)=\"([^\"]*\\.\\w+)\"").matcher(page.body()); file.find();) {
            assertThat(get(page.uri().resolve(file.group(1)).getPath()).statusCode()).as(file.group(1)).isEqualTo(200);
        }
        assertThat(get("/explorer/explorer.js").headers().firstValue("Content-Type")).hasValue("text/javascript");
        assertThat(get("/explorer/story.js").statusCode()).isEqualTo(200);
        assertThat(get("/docs/account").body()).contains("\"openapi\"");
    }

    private static String[] token(String subject) {
        String claims = Base64.getUrlEncoder().withoutPadding()
                .encodeToString(("{\"sub\":\"" + subject + "\"}").getBytes(StandardCharsets.UTF_8));
        return new String[] {"Authorization", "Bearer e30." + claims + ".c2ln"};
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = request(path);
        return http.send(headers.length == 0 ? request.build() : request.headers(headers).build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .version(HttpClient.Version.HTTP_1_1);
    }
}
