package dev.lethe.endtoend.gate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/// Something that is no HTTP/1.1, or hardly.
///
/// @param answers what it may be answered, as a regular expression over the status
record OddRequest(String name, String text, String answers) {

    private static final String REFUSED = "4\\d\\d";
    private static final String GET = "GET /v1/me HTTP/1.1\r\nHost: x\r\n";
    private static final String POST = "POST /v1/tokens HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    private static final String END = "Connection: close\r\n\r\n";

    byte[] bytes() {
        return text.getBytes(ISO_8859_1);
    }

    @Override
    public String toString() {
        return name;
    }

    static List<OddRequest> all(String canary) {
        List<OddRequest> all = new ArrayList<>();
        addLines(all);
        addAddresses(all, canary);
        addHeads(all, canary);
        addLengths(all, canary);
        addChunks(all, canary);
        return all;
    }

    private static void add(List<OddRequest> all, String name, String text) {
        all.add(new OddRequest(name, text, REFUSED));
    }

    private static void addLines(List<OddRequest> all) {
        for (String line : List.of("GET /v1/me HTTP/2.0", "GET /v1/me HTTP/9.9", "GET /v1/me HTTP/1.1 x", "GET /v1/me",
                "GET  /v1/me  HTTP/1.1", "get /v1/me HTTP/1.1", "GET /v1/me HTTQ/1.1", "GET\t/v1/me\tHTTP/1.1", "GET",
                "GET http://evil.example/v1/me HTTP/1.1", "GET //evil.example/v1/me HTTP/1.1", "CONNECT x:443 HTTP/1.1",
                "TRACE /v1/me HTTP/1.1", "OPTIONS * HTTP/1.1", "PROPFIND /v1/me HTTP/1.1", "G\u0000T /v1/me HTTP/1.1",
                "PRI * HTTP/2.0", "* /v1/me HTTP/1.1", "\u0016\u0003\u0001 /v1/me HTTP/1.1", "GET v1/me HTTP/1.1",
                "HTTP/1.1 200 OK", "POST /v1/erasures/keys HTTP/1.1")) {
            add(all, line.replaceAll("\\p{Cntrl}", "?"), line + "\r\nHost: x\r\n" + END);
        }
        all.add(new OddRequest("an address without a path", "GET ? HTTP/1.1\r\nHost: x\r\n" + END, "200"));
        all.add(new OddRequest("empty lines first", "\r\n\r\n" + GET + END, "401"));
        all.add(new OddRequest("HTTP/1.0", "GET /v1/erasures/keys HTTP/1.0\r\n\r\n", "200"));
        all.add(new OddRequest("HTTP/1.0 without a version of its own", "GET /v1/me HTTP/1.0\r\nHost: x\r\n\r\n",
                "401"));
    }

    private static void addAddresses(List<OddRequest> all, String canary) {
        for (String path : List.of("/v1/%zz", "/v1/%", "/v1/%0", "/v1/%00", "/v1/..%2f..%2finternal",
                "/v1/%2e%2e/internal",
                "/v1/../internal/v1/revocations", "/internal/v1/revocations", "//v1/me", "/v1//me", "/v1/./me",
                "/v1/me;x=1",
                "/v1\\me", "/v1/me%0d%0aX:1", "/v1/%c0%ae%c0%ae/x", "/v1/\u00ff\u00fe", "/v1/me\u0001", "/actuator/env",
                "/actuator/heapdump", "/v3/api-docs", "/v1/me/../../actuator", "/docs/gateway", "/error", "/v1/{me}",
                "/v1/%ED%A0%80", "/%76%31/me", "/" + "a/".repeat(1_500), "/v1/me?" + "a".repeat(5_000))) {
            add(all, "address " + Sample.shortened(path).replaceAll("[^ -~]", "?"),
                    "GET " + path.replace("x=1", canary) + " HTTP/1.1\r\nHost: x\r\n" + END);
        }
    }

    private static void addHeads(List<OddRequest> all, String canary) {
        for (String head : List.of("X: a\rb\r\n", "X: a\u0000b\r\n", "X : a\r\n", "X\r\n", ": a\r\n", "X\u0001: a\r\n",
                " X: a\r\n", "X(: a\r\n", "\u00e9: a\r\n", "X: " + canary.repeat(400) + "\r\n",
                canary.repeat(400) + ": a\r\n", "X: a\r\n".repeat(2_000), "Host: y\r\n", "Expect: " + canary + "\r\n",
                "X: a\r\n\tb\u0000\r\n", "Content-Length: a\r\n")) {
            add(all, "head " + Sample.shortened(head).replaceAll("[^ -~]", "?"), GET + head + END);
        }
        all.add(new OddRequest("no host", "GET /v1/me HTTP/1.1\r\n" + END, "40[01]"));
        all.add(new OddRequest("host that is none", "GET /v1/me HTTP/1.1\r\nHost: " + canary + "[/@\r\n" + END,
                "40[01]"));
        all.add(new OddRequest("bare line feeds", GET.replace("\r", "") + END.replace("\r", ""), "40[01]"));
        all.add(new OddRequest("a folded header", GET + "X: a\r\n b\r\n" + END, "40[01]"));
        all.add(new OddRequest("bytes of no charset", GET + "X: \u00ff\u00fe\u0080\r\n" + END, "401"));
        all.add(new OddRequest("an upgrade to h2c", GET + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"
                + "Connection: Upgrade, HTTP2-Settings, close\r\n\r\n", "40[01]"));
    }

    private static void addLengths(List<OddRequest> all, String canary) {
        String body = "{\"refreshToken\":\"" + canary + "\"}";
        for (String length : List.of("-1", "+1", "1, 2", "1 2", "0x10", "99999999999999999999", "", canary,
                "1\r\nContent-Length: 2",
                "9223372036854775807")) {
            add(all, "length " + length.replaceAll("\\s", " ").replace(canary, "words"),
                    POST + "Content-Length: " + length + "\r\n" + END + body);
        }
        add(all, "length and chunks", POST + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n" + END
                + "1\r\nZ\r\n0\r\n\r\nGET /v1/me HTTP/1.1\r\n\r\n");
        for (String coding : List.of("chunked, identity", "xchunked", "chunked\r\nTransfer-Encoding: identity",
                "gzip, chunked",
                "\u000bchunked", "identity", "\"chunked\"", canary)) {
            add(all, "coding " + coding.replaceAll("[^ -~]", " ").replace(canary, "words"),
                    POST + "Transfer-Encoding: " + coding + "\r\n" + END + "5\r\nGPOST\r\n0\r\n\r\n");
        }
    }

    private static void addChunks(List<OddRequest> all, String canary) {
        for (String chunk : List.of("zz\r\n", "-1\r\n\r\n", "FFFFFFFFFFFFFFFFF\r\n" + canary,
                "5" + ";a=b".repeat(5_000) + "\r\nabcde\r\n",
                "5\r\nabcdefgh\r\n0\r\n\r\n", "5 \u0000\r\nabcde\r\n0\r\n\r\n", "\r\n\r\n", "5\n" + canary + "\n0\n\n",
                "1\r\n{\r\n0\r\nContent-Length: 5\r\nX: " + canary.repeat(500) + "\r\n\r\n")) {
            add(all, "chunk " + Sample.shortened(chunk).replaceAll("[^ -~]", "?"),
                    POST + "Transfer-Encoding: chunked\r\n" + END + chunk);
        }
    }
}
