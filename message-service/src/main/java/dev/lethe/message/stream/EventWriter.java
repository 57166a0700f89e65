package dev.lethe.message.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import tools.jackson.databind.json.JsonMapper;

import dev.lethe.message.mailbox.Cursor;
import dev.lethe.message.update.ResetReason;
import dev.lethe.message.update.Update;

/// Writes server-sent events (WHATWG HTML, 9.2). The id of each is the cursor that follows it.
final class EventWriter {
    private record Reset(ResetReason reason) {}

    private final OutputStream out;
    private final JsonMapper json;

    EventWriter(OutputStream out, JsonMapper json) {
        this.out = out;
        this.json = json;
    }

    void update(Update update, Cursor after) throws IOException {
        write("update", after, json.writeValueAsString(update));
    }

    void reset(ResetReason reason, Cursor head) throws IOException {
        write("reset", head, json.writeValueAsString(new Reset(reason)));
    }

    void heartBeat(Cursor at) throws IOException {
        write("heartbeat", at, "{}");
    }

    void flush() throws IOException {
        out.flush();
    }

    private void write(String event, Cursor id, String data) throws IOException {
        String text = "id: " + id + "\nevent: " + event + "\ndata: " + data + "\n\n";
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
