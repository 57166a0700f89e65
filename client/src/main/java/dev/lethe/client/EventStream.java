package dev.lethe.client;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/// Reads server-sent events (WHATWG HTML, 9.2), as far as the suite uses them: id, event and data, each a line.
final class EventStream implements Closeable {

    /// @param id where to go on when this was the last one
    record Event(String id, String type, String data) {}

    private final InputStream body;
    private final BufferedReader lines;

    EventStream(InputStream body) {
        this.body = body;
        this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /// Waits for the next event; null when the stream is over. What is cut off within an event is none.
    @Nullable
    Event next() throws IOException {
        String id = "";
        String type = "message";
        String data = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() && !data.isEmpty()) {
                return new Event(id, type, data);
            }
            int colon = line.indexOf(':');
            String value = colon < 0 ? "" : line.substring(colon + 1).stripLeading();
            switch (colon < 0 ? line : line.substring(0, colon)) {
                case "id" -> id = value;
                case "event" -> type = value;
                case "data" -> data += value;
                default -> {
                    // comments and fields that are not used
                }
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
