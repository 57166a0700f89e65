package dev.lethe.message.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/// What a device has heard over all of its connections, and what it must have heard in the end.
final class SeenUpdates {
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Long> latest = new HashMap<>();
    private final Set<String> gone = new HashSet<>();
    private long last;
    private String lastName = "";
    private volatile @Nullable String cursor;
    private volatile long reached;

    SeenUpdates(String start) {
        this.cursor = start;
    }

    /// Takes an event and finds at once what came twice or out of order.
    void take(CutConnection.Event event) {
        assertThat(event.type()).isIn("update", "heartbeat");
        if (event.type().equals("update")) {
            take(event.data());
        }
        cursor = event.id();
    }

    private void take(JsonNode update) {
        long seq = seq(update);
        String name = name(update);
        assertThat(seen.add(seq + " " + name)).as("%s came twice as %d", name, seq).isTrue();
        assertThat(seq).as("%s after %d", name, last).isGreaterThanOrEqualTo(last);
        if (seq == last) {
            assertThat(lastName + name).as("a chat comes before its first message").startsWith("chat");
        }
        last = seq;
        lastName = name;
        latest.put(name, seq);
        gone.remove(name);
        update.at("/gone/ids").valueStream().forEach(id -> gone.add("message " + id.asString()));
        if (update.at("/gone/chat").asBoolean(false)) {
            gone.add("chat " + update.at("/gone/chatId").asString());
        }
        reached = seq;
    }

    /// Everything that is there now was heard under its number, and all else that was heard has changed or left since.
    void agreesWith(List<JsonNode> truth) {
        Map<String, Long> there = new HashMap<>();
        for (JsonNode update : truth) {
            there.put(name(update), seq(update));
            assertThat(seen).as("nothing is lost").contains(seq(update) + " " + name(update));
        }
        assertThat(there.keySet()).as("what left is not there").doesNotContainAnyElementsOf(gone);
        latest.forEach((name, seq) -> {
            if (!gone.contains(name)) {
                assertThat(there).as("nothing is made up").containsEntry(name, seq);
            }
        });
    }

    private static long seq(JsonNode update) {
        return Long.parseLong(update.path("seq").asString());
    }

    private static String name(JsonNode update) {
        return switch (update.path("type").asString()) {
            case "message" -> "message " + update.at("/message/id").asString();
            case "chat" -> "chat " + update.at("/chat/id").asString();
            default -> "gone " + update.path("seq").asString();
        };
    }

    @Nullable
    String cursor() {
        return cursor;
    }

    /// The number of the last update that came.
    long reached() {
        return reached;
    }

    int count() {
        return seen.size();
    }
}
