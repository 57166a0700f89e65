package dev.lethe.message.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A connection that breaks after some events. The last one is lost on the way, whole or in part, or still arrives.
final class CutConnection extends OutputStream {
    record Event(String id, String type, JsonNode data) {}

    private final Consumer<Event> device;
    private final boolean lastArrives;
    private int left;

    CutConnection(int events, boolean lastArrives, Consumer<Event> device) {
        this.left = events;
        this.lastArrives = lastArrives;
        this.device = device;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        left--;
        if (left > 0 || lastArrives) {
            device.accept(read(new String(Arrays.copyOfRange(bytes, offset, offset + length), StandardCharsets.UTF_8)));
        }
        if (left == 0) {
            throw new IOException("cut");
        }
    }

    private static Event read(String text) {
        String[] lines = text.split("\n", -1);
        return new Event(lines[0].substring("id: ".length()), lines[1].substring("event: ".length()),
                JsonMapper.shared().readTree(lines[2].substring("data: ".length())));
    }

    @Override
    public void write(int value) throws IOException {
        throw new IOException("events come whole");
    }
}
