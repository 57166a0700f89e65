package dev.lethe.message.history;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import dev.lethe.message.MessageServiceIT;

/// Imported messages may have 1 MiB. No page holds so many of them that the memory would not suffice, and none is lost.
class LongMessagesIT extends MessageServiceIT {
    private static final int ALL = 12;
    private static final int MOST = 5;
    private static final String LONG = "o".repeat(900_000);

    @Test
    @Tag("case-86")
    void historyComesInShorterPages() {
        Person alice = someone();
        String export = "{\"type\":\"x\",\"id\":1,\"messages\":[" + messages(1, ALL) + "]}";
        assertThat(alice.post("/v1/imports", export).text("/messages")).isEqualTo("12");
        String chat = alice.get("/v1/chats").text("/chats/0/id");
        String path = "/v1/chats/" + chat + "/messages?limit=100";

        List<JsonNode> pages = pages(alice, path, "&before=", "older");
        Answer around = alice.get(path + "&around=" + pages.getFirst().at("/messages/0/id").asString());

        assertThat(pages).allSatisfy(page -> assertThat(page.path("messages").size()).isBetween(1, MOST));
        assertThat(texts(pages, "messages", "/text")).isEqualTo(numbers().reversed());
        assertThat(around.json().path("messages").size()).isBetween(1, MOST);
        assertThat(around.json().has("older")).isTrue();
        assertThat(alice.get("/v1/exports?chatId=" + chat).json()).isEqualTo(JSON.readTree(export));
        assertThat(alice.post("/v1/imports", export).text("/skipped")).isEqualTo("12");
        List<JsonNode> hits = pages(alice, "/v1/search?q=word&limit=100", "&cursor=", "next");
        assertThat(hits.size()).isGreaterThan(1);
        assertThat(texts(hits, "hits", "/message/text")).isEqualTo(numbers().reversed());
    }

    @Test
    @Tag("case-86")
    void listsOfChatsAndUpdatesComeInShorterPages() {
        Person alice = someone();
        String cursor = alice.get("/v1/updates").text("/cursor");
        String chats = IntStream.rangeClosed(1, ALL)
                .mapToObj(chat -> "{\"type\":\"x\",\"id\":%d,\"messages\":[%s]}".formatted(chat, messages(chat, chat)))
                .collect(joining(","));
        assertThat(alice.post("/v1/imports", "{\"chats\":{\"list\":[" + chats + "]}}").text("/chats")).isEqualTo("12");

        List<JsonNode> lists = pages(alice, "/v1/chats?limit=100", "&cursor=", "next");
        List<JsonNode> updates = new ArrayList<>();
        boolean more = true;
        while (more) {
            JsonNode page = alice.get("/v1/updates?limit=100&after=" + cursor).json();
            updates.add(page);
            cursor = page.path("cursor").asString();
            more = page.path("more").asBoolean();
        }

        assertThat(lists).allSatisfy(page -> assertThat(page.path("chats").size()).isBetween(0, MOST));
        assertThat(texts(lists, "chats", "/lastMessage/text")).isEqualTo(numbers().reversed());
        assertThat(updates).allSatisfy(page -> assertThat(page.path("updates").size()).isBetween(0, MOST));
        assertThat(texts(updates, "updates", "/chat/lastMessage/text")).containsExactlyInAnyOrderElementsOf(numbers());
    }

    private static List<String> numbers() {
        return IntStream.rangeClosed(1, ALL).mapToObj(number -> "word " + number).toList();
    }

    private static String messages(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> "{\"id\":%d,\"date_unixtime\":\"%d\",\"text\":\"word %1$d\",\"odd\":\"%s\"}"
                        .formatted(number, 1_600_000_000 + number, LONG))
                .collect(joining(","));
    }

    private static List<JsonNode> pages(Person person, String path, String parameter, String next) {
        List<JsonNode> pages = new ArrayList<>();
        JsonNode page = person.get(path).json();
        pages.add(page);
        while (page.has(next)) {
            page = person.get(path + parameter + page.path(next).asString()).json();
            pages.add(page);
        }
        return pages.stream().filter(each -> !isEmpty(each)).toList();
    }

    private static boolean isEmpty(JsonNode page) {
        return Stream.of("messages", "chats", "hits").allMatch(list -> page.path(list).isEmpty());
    }

    private static List<String> texts(List<JsonNode> pages, String list, String text) {
        return pages.stream()
                .flatMap(page -> page.path(list).valueStream())
                .map(each -> each.at(text).asString())
                .toList();
    }
}
