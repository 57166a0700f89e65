package dev.lethe.launcher.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
            return new SmsInbox(0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
