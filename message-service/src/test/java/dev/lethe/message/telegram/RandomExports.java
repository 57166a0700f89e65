package dev.lethe.message.telegram;

import java.util.List;
import java.util.Random;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Exports by chance, the same for the same seed: all shapes that we know, and fields that nobody knows.
public final class RandomExports {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> WORDS = List.of("tea", "Straße", "привет", "日本語", "👩‍👩‍👧", "\"quoted\"",
            "line\nbreak",
            "\\", "\u0000", "tab\t", "مرحبا", "a", "", " ", "\u2028", "e\u0301");
    private static final List<String> CHAT_TYPES = List.of("personal_chat", "bot_chat", "private_group",
            "private_supergroup", "public_supergroup", "private_channel", "public_channel", "saved_messages",
            "a_type_to_come");
    private static final List<String> ENTITIES = List.of("bold", "italic", "link", "mention", "custom_emoji", "spoiler",
            "blockquote", "pre");
    private static final List<String> ACTIONS = List.of("phone_call", "create_group", "pin_message",
            "join_group_by_link",
            "edit_group_photo", "an_action_to_come");

    private final Random random;
    private long second;

    private RandomExports(long seed) {
        this.random = new Random(seed);
        this.second = 1_400_000_000L + random.nextInt(100_000_000);
    }

    /// One chat.
    public static ObjectNode chat(long seed) {
        return new RandomExports(seed).chat(1 + (int) (seed & 0xffff), 12);
    }

    /// A whole account, with sections that are never kept.
    public static ObjectNode account(long seed) {
        return new RandomExports(seed).account();
    }

    private ObjectNode account() {
        ObjectNode root = JSON.createObjectNode();
        sometimes(() -> root.put("about", words()));
        sometimes(() -> root.set("personal_information", unknown(2)));
        root.set("chats", section(1));
        sometimes(() -> root.set("contacts", unknown(2)));
        sometimes(() -> root.set("left_chats", section(1_000)));
        sometimes(() -> root.set("section_to_come", unknown(3)));
        sometimes(() -> root.putNull("sessions"));
        return root;
    }

    private ObjectNode section(int firstId) {
        ObjectNode section = JSON.createObjectNode();
        sometimes(() -> section.put("about", words()));
        ArrayNode list = section.putArray("list");
        for (int i = 0; i < random.nextInt(4); i++) {
            list.add(chat(firstId + i, 8));
        }
        sometimes(() -> section.set("field_to_come", unknown(2)));
        return section;
    }

    private ObjectNode chat(int id, int mostMessages) {
        ObjectNode chat = JSON.createObjectNode();
        sometimes(() -> chat.put("name", words()));
        chat.put("type", oneOf(CHAT_TYPES)).put("id", id * 1_000_003L);
        sometimes(() -> chat.set("chat_field_to_come", unknown(2)));
        ArrayNode messages = chat.putArray("messages");
        long number = random.nextBoolean() ? -999_999_999L : random.nextInt(1_000_000);
        for (int i = 0; i < random.nextInt(mostMessages + 1); i++) {
            number += 1 + random.nextInt(3);
            messages.add(message(number));
        }
        sometimes(() -> chat.put("last", random.nextDouble()));
        return chat;
    }

    private ObjectNode message(long number) {
        second += random.nextInt(4) == 0 ? -random.nextInt(100_000) : random.nextInt(3);
        ObjectNode message = JSON.createObjectNode();
        boolean service = random.nextInt(4) == 0;
        message.put("id", number).put("type", service ? "service" : "message");
        sometimes(() -> message.put("date", "2016-05-05T05:05:05"));
        if (random.nextBoolean()) {
            message.put("date_unixtime", Long.toString(second));
        } else {
            message.put("date_unixtime", second);
        }
        if (service) {
            message.put("actor", words()).put("actor_id", "user" + random.nextInt(99)).put("action", oneOf(ACTIONS));
            sometimes(() -> message.putArray("members").add(words()).addNull());
            sometimes(() -> message.put("duration_seconds", random.nextInt(100)));
        } else {
            sometimes(() -> message.put("from", words()));
            sometimes(() -> message.put("from_id", "user" + random.nextInt(99)));
            sometimes(() -> message.put("edited_unixtime", Long.toString(second + 5)));
            sometimes(() -> message.put("reply_to_message_id", number - 1));
            sometimes(() -> message.put("forwarded_from", words()));
            media(message);
            sometimes(() -> message.set("reactions", reactions()));
        }
        text(message);
        sometimes(() -> message.set("field_to_come", unknown(3)));
        return message;
    }

    private void media(ObjectNode message) {
        switch (random.nextInt(7)) {
            case 0 -> message.put("photo", "photos/photo_" + second + ".jpg").put("width", 7).put("height", 9);
            case 1 -> message.put("file", "files/" + words() + ".pdf").put("mime_type", "application/pdf")
                    .put("file_size", random.nextInt(1_000)).put("thumbnail", "files/thumb.jpg");
            case 2 -> message.put("file", "(File not included. Change data exporting settings to download.)")
                    .put("media_type", "video_file");
            case 3 -> message.set("poll", poll());
            case 4 -> message.set("location_information",
                    JSON.createObjectNode().put("latitude", random.nextGaussian()).put("longitude", -0.5));
            case 5 -> message.put("media_type", "sticker").put("sticker_emoji", "🐈").put("file", "stickers/a.webp");
            default -> {}
        }
    }

    private ObjectNode poll() {
        ObjectNode poll = JSON.createObjectNode().put("question", words()).put("closed", random.nextBoolean());
        poll.putArray("answers").addObject().put("text", words()).put("voters", 3).put("chosen", false);
        return poll;
    }

    private ArrayNode reactions() {
        ArrayNode reactions = JSON.createArrayNode();
        reactions.addObject().put("type", "emoji").put("count", 2).put("emoji", "🔥").putArray("recent").addObject()
                .put("from", words());
        return reactions;
    }

    private void text(ObjectNode message) {
        if (random.nextInt(3) > 0) {
            message.put("text", words());
            message.putArray("text_entities");
            return;
        }
        ArrayNode text = message.putArray("text");
        ArrayNode entities = message.putArray("text_entities");
        for (int i = 0; i < random.nextInt(4); i++) {
            String words = words();
            ObjectNode entity = JSON.createObjectNode().put("type", oneOf(ENTITIES)).put("text", words);
            sometimes(() -> entity.put("href", "https://example.org/?q=" + words));
            text.add(words).add(entity);
            entities.add(entity.deepCopy());
        }
    }

    private tools.jackson.databind.JsonNode unknown(int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 8)) {
            case 0 -> NODES.stringNode(words());
            case 1 -> NODES.numberNode(random.nextLong());
            case 2 -> NODES.numberNode(random.nextDouble() * 1e9);
            case 3 -> NODES.booleanNode(random.nextBoolean());
            case 4 -> NODES.nullNode();
            case 5 -> NODES.numberNode(new java.math.BigInteger(90, random));
            case 6 -> JSON.createArrayNode().add(unknown(depth - 1)).add(unknown(depth - 1));
            default -> {
                ObjectNode object = JSON.createObjectNode();
                object.set(words(), unknown(depth - 1));
                object.set("k" + random.nextInt(5), unknown(depth - 1));
                yield object;
            }
        };
    }

    private void sometimes(Runnable act) {
        if (random.nextInt(3) > 0) {
            act.run();
        }
    }

    private String words() {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            words.append(oneOf(WORDS)).append(random.nextBoolean() ? " " : "");
        }
        return words.toString();
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
