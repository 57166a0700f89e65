package dev.lethe.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.lethe.client.Updates.Batch;

class LiveUpdatesTest {

    private final SuiteServer suite = new SuiteServer();
    private final BlockingQueue<Batch> heard = new LinkedBlockingQueue<>();

    LiveUpdatesTest() throws IOException {
    }

    @AfterEach
    void close() {
        suite.close();
    }

    @Test
    void goesOnAfterTheLastEventWhenTheStreamBreaksOff() throws Exception {
        suite.signsIn(600).answers(200, batch("start")).answers(200, update("a", "1") + beat("b") + "id: c\nevent: upd")
                .answers(200, update("d", "2")).answers(401, "{}").answers(401, "{}");

        try (LiveUpdates following = follow()) {
            assertThat(List.of(cursor(), cursor())).containsExactly("a", "d");
            assertThat(following.awaitEnd(Duration.ofSeconds(10))).isTrue();
        }

        assertThat(suite.asked).extracting(SuiteServer.Asked::lastEventId).contains("start", "b", "d");
    }

    @Test
    void tellsThatItHasToStartAnew() throws Exception {
        suite.signsIn(600).answers(200, batch("start"))
                .answers(200, "id: head\nevent: reset\ndata: {\"reason\":\"too-old\"}\n\n")
                .answers(401, "{}").answers(401, "{}");

        try (LiveUpdates _ = follow()) {
            Batch reset = heard.poll(10, TimeUnit.SECONDS);
            assertThat(reset).isEqualTo(new Batch(List.of(), "head", false, "too-old"));
        }
    }

    @Test
    void asksInsteadWhereThereIsNoStream() throws Exception {
        suite.signsIn(600).answers(200, batch("start")).answers(404, "{\"code\":\"not-found\"}", "Retry-After", "0")
                .answers(200, """
                        {"updates":[{"seq":"1","type":"gone","gone":{"chatId":"33333333-3333-4333-8333-333333333333",
                        "ids":["7"],"chat":true}}],"cursor":"polled","more":false}""")
                .answers(200, update("streamed", "2")).answers(401, "{}").answers(401, "{}");

        try (LiveUpdates _ = follow()) {
            assertThat(List.of(cursor(), cursor())).containsExactly("polled", "streamed");
        }
    }

    @Test
    void goesOnWhenAskingFailsToo() throws Exception {
        suite.signsIn(600).answers(200, batch("start")).answers(429, "{}", "Retry-After", "0").answers(429, "{}")
                .answers(200, update("streamed", "1")).answers(401, "{}").answers(401, "{}");

        try (LiveUpdates _ = follow()) {
            assertThat(cursor()).isEqualTo("streamed");
        }
    }

    private LiveUpdates follow() {
        return Lethe.at(suite.address()).signIn("request", "123456", "laptop").messages().updates().follow(heard::add);
    }

    private String cursor() throws InterruptedException {
        Batch batch = heard.poll(10, TimeUnit.SECONDS);
        return batch == null ? "nothing" : batch.cursor();
    }

    private static String batch(String cursor) {
        return "{\"updates\":[],\"cursor\":\"" + cursor + "\",\"more\":false}";
    }

    private static String beat(String id) {
        return "id: " + id + "\nevent: heartbeat\ndata: {}\n\n";
    }

    private static String update(String id, String seq) {
        return "id: " + id + "\nevent: update\ndata: {\"seq\":\"" + seq + "\",\"type\":\"gone\",\"gone\":"
                + "{\"chatId\":\"33333333-3333-4333-8333-333333333333\",\"ids\":[]}}\n\n";
    }
}
