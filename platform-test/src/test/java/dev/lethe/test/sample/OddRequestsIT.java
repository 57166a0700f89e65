package dev.lethe.test.sample;

import static dev.lethe.test.Eventually.eventually;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

import dev.lethe.test.LetheTest;
import dev.lethe.test.Tokens;

@LetheTest
@TestPropertySource(properties = {"lethe.service.name=message-service", "lethe.vault.reader=MESSAGE",

    "spring.config.import=classpath:lethe-platform.yaml",
    "spring.flyway.locations=classpath:db/ledger,classpath:db/platform,classpath:db/subject"})
@ExtendWith(OutputCaptureExtension.class)
@Tag("case-85")
class OddRequestsIT {
    private static final String CANARY = "QzTwIk7Yb2mLpV4sXc9aRd0e";
    private static final String JSON = "Content-Type: application/json";

    private final String token = "Authorization: Bearer " + Tokens.of(UUID.randomUUID(), UUID.randomUUID());

    @Autowired
    private Environment environment;

    @BeforeEach
    void serves() {
        eventually(() -> assertThat(get("/v1/caller", token)).startsWith("HTTP/1.1 200"));
    }

    static Stream<String> unreadable() {
        return Stream.of("%FF", "%E9", "%ed%a0%80", "%C3", "%", "%zz").map(end -> CANARY + end);
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void namesTheParameterThatIsNoText(String value, CapturedOutput output) throws IOException {
        var answer = get("/v1/words?limit=2&q=" + value, token);

        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json").doesNotContain(CANARY);
        if (!value.endsWith("%") && !value.endsWith("z")) {
            assertThat(answer).contains("\"field\":\"q\"");
        }
        assertThat(output).doesNotContain(CANARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%D9%A5", "0x10", "1e1", "%201", ""})
    void takesNumbersInAsciiDigitsOnly(String limit) throws IOException {
        assertThat(get("/v1/words?q=a&limit=" + limit, token)).startsWith(limit.isEmpty() ? "HTTP/1.1 200"
                : "HTTP/1.1 400");
    }

    @Test
    void takesBracketsInAQuery() throws IOException {
        assertThat(get("/v1/words?q=a[1]&x[]=2", token)).startsWith("HTTP/1.1 200").contains("4 1");
    }

    static Stream<String> refused() {
        return Stream.of("GET /v1/" + CANARY + " HTTP/1.1\r\nHost: x\r\n",
                "GET /v1/words?q=" + CANARY + "{} HTTP/1.1\r\nHost: x\r\n",
                "GET /v1/words?q=" + CANARY + "\"<>^|\\ HTTP/1.1\r\nHost: x\r\n",
                "GET /v1/words;" + CANARY + "=1 HTTP/1.1\r\nHost: x\r\n",
                "GET /v1//" + CANARY + " HTTP/1.1\r\nHost: x\r\n",
                "GET /v1/%00" + CANARY + " HTTP/1.1\r\nHost: x\r\n",
                "GET /v1/caller HTTP/1.1\r\nHost: " + CANARY + "[\r\n",
                "GET /v1/caller HTTP/1.1\r\nHost: x\r\nExpect: " + CANARY + "\r\n",
                "GET /v1/caller HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n",
                "GET /v1/caller HTTP/1.1\r\nHost: x\r\n" + CANARY + "(: 1\r\n",
                "GET /v1/caller HTTP/1.1\r\nHost: x\r\nAccept: " + CANARY + "\u0085\r\n",
                "GET /v1/caller HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + CANARY + "\r\n",
                "GET /v1/failing?q=" + CANARY + " HTTP/1.1\r\nHost: x\r\n",
                "GET /v1/words?" + CANARY + "=1 HTTP/1.1\r\nHost: x\r\n",
                CANARY + " /v1/caller HTTP/1.1\r\nHost: x\r\n",
                "POST /v1/notes HTTP/1.1\r\nHost: x\r\nContent-Length: " + CANARY + "\r\n",
                "POST /v1/notes HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: " + CANARY + "\r\n",
                "POST /v1/notes HTTP/1.1\r\nHost: x\r\nContent-Type: " + CANARY + "\u0085\r\nContent-Length: 0\r\n");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void answersWithAProblemAndKeepsWhatWasSent(String head, CapturedOutput output) throws IOException {
        var answer = send(head + (head.contains("Bearer") ? "" : token + "\r\n") + "Connection: close\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 [45].*").contains("application/problem+json", "\"code\":")
                .doesNotContain(CANARY, "<html");
        assertThat(output.getAll()).doesNotContain(CANARY, "\tat ");
        if (!head.contains("failing")) {
            assertThat(output.getAll()).doesNotContain("answered 500");
        }
    }

    @Test
    void tellsOfWhatIsUnexpectedOnceAndWithoutItsText(CapturedOutput output) throws IOException {
        var answer = get("/v1/failing?q=" + CANARY, token);

        assertThat(answer).startsWith("HTTP/1.1 500").contains("traceId");
        assertThat(output.getAll().lines().filter(line -> line.contains("answered 500")).toList()).hasSize(1).first()
                .asString().contains("IllegalStateException", "OddController.fail:", "IllegalArgumentException");
        assertThat(output).doesNotContain(CANARY);
    }

    @Test
    void keepsNoPartOfAFormWhileItArrives() throws IOException {
        var before = temporaryFiles();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(("POST /v1/notes HTTP/1.1\r\nHost: x\r\n"
                    + "Content-Type: multipart/form-data; boundary=XX\r\nContent-Length: 900000\r\n\r\n--XX\r\n"
                    + "Content-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n\r\n" + CANARY.repeat(20_000))
                    .getBytes(ISO_8859_1));
            var answer = new String(socket.getInputStream().readNBytes(12), ISO_8859_1);

            assertThat(answer).isEqualTo("HTTP/1.1 415");
            assertThat(temporaryFiles()).isEqualTo(before);
        }
    }

    private List<Path> temporaryFiles() throws IOException {
        try (var files = Files.find(Path.of(System.getProperty("java.io.tmpdir")), 8,
                (file, what) -> what.isRegularFile() && file.getFileName().toString().startsWith("upload_"))) {
            return files.toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded", "Application/X-WWW-Form-Urlencoded; charset=utf-8"})
    void refusesFormsAndSaysTheCure(String type) throws IOException {
        assertThat(post("{}", "Content-Type: " + type)).startsWith("HTTP/1.1 415").contains("--data-binary");
    }

    @Test
    void refusesCompressedBodiesByTheNameOfTheHeader() throws IOException {
        assertThat(post("{}", JSON, "Content-Encoding: gzip")).startsWith("HTTP/1.1 415").contains("Content-Encoding",
                "Accept-Encoding: identity");
        assertThat(post("{\"text\":\"a\"}", JSON, "Content-Encoding: identity")).startsWith("HTTP/1.1 200");
    }

    @Test
    void saysThatABodyIsNestedTooDeeply() throws IOException {
        assertThat(post("{\"text\":\"a\",\"inner\":".repeat(2_000) + "{}" + "}".repeat(2_000), JSON))
                .startsWith("HTTP/1.1 400")
                .contains("nested too deeply");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "1.5", "1e3", "true", "[\"a\"]", "{}"})
    @Tag("case-65")
    void takesNothingElseForAText(String value) throws IOException {
        assertThat(post("{\"text\":" + value + "}", JSON)).startsWith("HTTP/1.1 400").contains("\"field\":\"text\"");
        assertThat(post("{\"text\":\"a\",\"inner\":{\"text\":" + value + "}}", JSON)).startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            count | "5"
            count | ""
            count | true
            flag  | 1
            flag  | "true"
            flag  | ""
            unit  | 0
            unit  | ""
            unit  | "days"
            id    | ""
            id    | "1-1-1-1-1"
            at    | 12
            at    | 1.5
            at    | ""
            at    | "1796051418"
            at    | "2026-11-30"
            at    | "2026-11-30T24:00:00Z"
            at    | "2026-11-30T12:00:00"
            at    | "-0001-01-01T00:00:00Z"
            at    | "+10000-01-01T00:00:00Z\"""")
    @Tag("case-65")
    void takesNothingThatMightBeMeant(String field, String value) throws IOException {
        assertThat(post("{\"text\":\"a\",\"" + field + "\":" + value + "}", JSON)).startsWith("HTTP/1.1 400")
                .contains("\"field\":\"" + field + "\"");
    }

    @Test
    void takesWhatTheTypesAre() throws IOException {
        assertThat(post("""
                {"text":"a","count":5,"flag":true,"unit":"DAYS","id":"00000000-0000-4000-8000-000000000001",
                 "at":"2026-11-30T12:00:00.5+01:00","title":null}""", JSON)).startsWith("HTTP/1.1 200")
                .contains("\"at\":\"2026-11-30T11:00:00.500Z\"", "\"count\":5");
    }

    @Test
    void leavesOutWhatIsAbsent() throws IOException {
        assertThat(post("{\"text\":\"a\",\"inner\":{\"text\":\"b\"}}", JSON)).endsWith(
                "{\"text\":\"a\",\"inner\":{\"text\":\"b\"}}");
    }

    @Test
    void cutsAndCleansTheNamesOfUnknownFields() throws IOException {
        var answer = post("{\"text\":\"a\",\"\u202ex" + "y".repeat(40_000) + "\":1}", JSON);

        assertThat(answer).startsWith("HTTP/1.1 400").contains("yyy…", "is not a known field").hasSizeLessThan(900);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer garbage", "Bearer", "Basic eDp5", "Bearer a.b.c"})
    void asksOpenCallsForNobody(String authorization) throws IOException {
        assertThat(get("/v1/open", "Authorization: " + authorization)).startsWith("HTTP/1.1 200");
    }

    @Test
    void saysWith401HowToGetIn() throws IOException {
        assertThat(get("/v1/caller")).startsWith("HTTP/1.1 401").contains("WWW-Authenticate: Bearer\r\n");
        assertThat(get("/v1/caller", "Authorization: Bearer a.b.c")).contains(
                "WWW-Authenticate: Bearer error=\"invalid_token\"\r\n");
    }

    @Test
    void judgesATokenBeforeABodyArrives() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(("POST /v1/notes HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n" + JSON
                    + "\r\n\r\n{").getBytes(ISO_8859_1));

            assertThat(new String(socket.getInputStream().readNBytes(12), ISO_8859_1)).isEqualTo("HTTP/1.1 401");
        }
    }

    @Test
    void keepsTheCallerOverEveryDispatch() throws IOException {
        assertThat(get("/v1/later", token)).startsWith("HTTP/1.1 200");
    }

    @Test
    void addsNothingToAnAnswerThatWasBrokenOff() throws IOException {
        assertThat(get("/v1/cut", token)).contains("{\"half\":").doesNotContain("timestamp", "problem");
    }

    private int port() {
        return environment.getRequiredProperty("local.server.port", Integer.class);
    }

    private String get(String path, String... headers) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + lines(headers) + "Connection: close\r\n\r\n");
    }

    private String post(String body, String... headers) throws IOException {
        return send("POST /v1/notes HTTP/1.1\r\nHost: x\r\n" + token + "\r\n" + lines(headers) + "Content-Length: "
                + body.getBytes(UTF_8).length + "\r\nConnection: close\r\n\r\n"
                + body);
    }

    private static String lines(String... headers) {
        return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    }

    private String send(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.chars().allMatch(it -> it < 0x100) ? request.getBytes(ISO_8859_1)
                    : request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
