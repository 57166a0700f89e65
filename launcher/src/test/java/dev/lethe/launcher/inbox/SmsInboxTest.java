package dev.lethe.launcher.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmsInboxTest {

    private final SmsInbox inbox = open();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.close();
        inbox.close();
    }

    @Test
    void showsWhatWasSentToANumber() throws Exception {
        post("{\"to\":\"+49151\",\"text\":\"Your code is 1\"}");
        post("{\"to\":\"+49152\",\"text\":\"Your code is 2\"}");

        assertThat(inbox.messagesTo("+49152")).extracting(InboxMessage::text).containsExactly("Your code is 2");
        assertThat(get("/messages?to=%2B49151")).contains("Your code is 1").doesNotContain("Your code is 2");
        assertThat(get("/messages?to=+49151")).contains("Your code is 1").doesNotContain("Your code is 2");
    }

    @Test
    void pageShowsTextAsText() throws Exception {
        post("{\"to\":\"+49151\",\"text\":\"<script>alert(1)</script>\"}");

        assertThat(get("/")).contains("&lt;script&gt;").doesNotContain("<script>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%2B49151", "+49151", "%2B49+151", "49151", "9151", "+49151+&page=2"})
    void pageShowsTheMessagesOfOneNumber(String asked) throws Exception {
        post("{\"to\":\"+49151\",\"text\":\"Your code is 1\"}");
        post("{\"to\":\"+49152\",\"text\":\"Your code is 2\"}");

        assertThat(get("/?to=" + asked)).contains("Your code is 1").doesNotContain("Your code is 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?to=", "/?to=+", "/?from=1"})
    void pageShowsAllUnlessAskedForOne(String path) throws Exception {
        post("{\"to\":\"+49151\",\"text\":\"Your code is 1\"}");
        post("{\"to\":\"+49152\",\"text\":\"Your code is 2\"}");

        assertThat(get(path)).contains("Your code is 1", "Your code is 2");
    }

    @Test
    void pageRepeatsWhatWasAskedAsText() throws Exception {
        assertThat(get("/?to=%22%3E%3Cscript%3E"))
                .contains("value=\"&quot;&gt;&lt;script&gt;\"", "Nothing has arrived there")
                .doesNotContain("<script>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?to=%zz", "/?to=%", "/messages?to=%4"})
    void refusesWhatIsNoQuery(String path) throws Exception {
        try (var socket = new Socket(inbox.address().getHost(), inbox.address().getPort())) {
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(path)
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void pageLinksToTheSuiteAndTellsItNothing() throws Exception {
        var page = http.send(HttpRequest.newBuilder(address("/?to=1")).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(page.body()).contains("<a href=\"http://127.0.0.1:8080\">", "href=\"icon.svg\"")
                .doesNotContain("http-equiv");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(get("/icon.svg")).startsWith("<svg");
    }

    @Test
    void refusesWhatIsNoMessage() throws Exception {
        assertThat(post("{\"to\":\"+49151\"}").statusCode()).isEqualTo(400);
        assertThat(post("no json").statusCode()).isEqualTo(400);
        assertThat(get("/messages")).isEqualTo("[]");
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address("/messages"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void leavesAnInterruptToWhoCloses() {
        Thread.currentThread().interrupt();

        inbox.close();

        assertThat(Thread.interrupted()).isTrue();
    }

    private String get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address(path)).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private URI address(String path) {
        return inbox.address().resolve(path);
    }

    private static SmsInbox open() {
        try {
            return new SmsInbox(0, URI.create("http://127.0.0.1:8080"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
