package dev.lethe.benchmarks;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// A whole account's export of Telegram Desktop, in which nobody ever said the same twice.
///
/// @param firstChat its number, from which the others count on
/// @param length    messages in each chat
record TelegramExport(Vocabulary vocabulary, int firstChat, int chats, int length) {

    private static final long APART = 20_000;

    String json() {
        var export = JsonMapper.shared().createObjectNode();
        var list = export.putObject("chats").put("about", "Chats").putArray("list");
        for (var chat = firstChat; chat < firstChat + chats; chat++) {
            list.addObject().put("name", "Chat " + chat).put("type", "personal_chat").put("id", chat)
                    .set("messages", messages(chat));
        }
        return JsonMapper.shared().writeValueAsString(export);
    }

    // All chats go on at the same time.
    private ArrayNode messages(int chat) {
        var messages = JsonMapper.shared().createArrayNode();
        var begin = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(APART * length + chat);
        for (var id = 1; id <= length; id++) {
            var at = begin.plusSeconds(APART * (id - 1));
            var text = vocabulary.message();
            messages.addObject().put("id", id).put("type", "message")
                    .put("date", DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(at.atOffset(ZoneOffset.UTC)))
                    .put("date_unixtime", Long.toString(at.getEpochSecond()))
                    .put("from", "Chat " + chat).put("from_id", "user" + chat)
                    .put("text", text)
                    .putArray("text_entities").addObject().put("type", "plain").put("text", text);
        }
        return messages;
    }
}
