package dev.lethe.benchmarks;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/// A whole account's export of Telegram Desktop, in which nobody ever said the same twice.
///
/// @param firstChat its number, from which the others count on
/// @param length    messages in each chat
record TelegramExport(Vocabulary vocabulary, int firstChat, int chats, int length) {

    private static final long APART = 20_000;

    String json() {
        List<Map<String, Object>> list = new ArrayList<>();
        for (var chat = firstChat; chat < firstChat + chats; chat++) {
            list.add(Map.of("name", "Chat " + chat, "type", "personal_chat", "id", chat, "messages", messages(chat)));
        }
        return JsonMapper.shared().writeValueAsString(Map.of("chats", Map.of("about", "Chats", "list", list)));
    }

    // All chats go on at the same time.
    private List<Map<String, Object>> messages(int chat) {
        List<Map<String, Object>> messages = new ArrayList<>();
        var begin = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(APART * length + chat);
        for (var id = 1; id <= length; id++) {
            var at = begin.plusSeconds(APART * (id - 1));
            var text = vocabulary.message();
            messages.add(Map.of("id", id, "type", "message",
                    "date", DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(at.atOffset(ZoneOffset.UTC)),
                    "date_unixtime", Long.toString(at.getEpochSecond()),
                    "from", "Chat " + chat, "from_id", "user" + chat,
                    "text", text, "text_entities", List.of(Map.of("type", "plain", "text", text))));
        }
        return messages;
    }
}
