package dev.lethe.message.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A device at the other end of a live stream.
final class Follower implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    record Event(String id, String type, JsonNode data) {
        String text(String path) {
            return data.at(path).asString();
        }
    }

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);

    Follower(HttpResponse<InputStream> response) {
        this.response = response;
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValueSatisfying(
                type -> assertThat(type).startsWith("text/event-stream"));
        Thread.ofVirtual().start(this::read);
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            Map<String, String> fields = new HashMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty()) {
                    int colon = line.indexOf(": ");
                    fields.put(line.substring(0, colon), line.substring(colon + 2));
                    continue;
                }
                events.add(new Event(fields.getOrDefault("id", ""), fields.getOrDefault("event", ""),
                        JsonMapper.shared().readTree(fields.getOrDefault("data", ""))));
                fields.clear();
            }
        } catch (IOException _) {
            // broken off: an end as well
        } finally {
            end.countDown();
        }
    }

    /// The next event of any type.
    Event next() {
        return next(PATIENCE);
    }

    Event next(Duration within) {
        Event event = poll(within);
        assertThat(event).as("an event within " + within).isNotNull();
        return event == null ? new Event("", "", JsonMapper.shared().nullNode()) : event;
    }

    /// The next event that is no heart-beat.
    Event nextChange() {
        Event event = next();
        return event.type().equals("heartbeat") ? nextChange() : event;
    }

    boolean ends(Duration within) {
        try {
            return end.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private @Nullable Event poll(Duration within) {
        try {
            return events.poll(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
