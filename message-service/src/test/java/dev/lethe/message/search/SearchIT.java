package dev.lethe.message.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import dev.lethe.message.MessageServiceIT;

class SearchIT extends MessageServiceIT {
    private static Answer search(Person reader, String q, String more) {
        return reader.get("/v1/search?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8) + more);
    }

    private static List<String> texts(Answer answer) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json().path("hits").valueStream().map(hit -> hit.at("/message/text").asString()).toList();
    }

    private static List<String> find(Person reader, String q) {
        return texts(search(reader, q, ""));
    }

    @Test
    void findsWordsInEveryChatNewestFirst() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        alice.sends(bob, "The harbour at night");
        carol.sends(alice, "which harbour?");
        alice.sends(carol, "no word of it");
        alice.sends(alice, "Remember: HARBOUR");

        assertThat(find(alice, "harbour")).containsExactly("Remember: HARBOUR", "which harbour?",
                "The harbour at night");
        assertThat(find(bob, "harbour")).containsExactly("The harbour at night");
        assertThat(search(alice, "harbour", "").json().has("next")).isFalse();
        assertThat(search(alice, "harbour", "").json().has("searchedBackTo")).isFalse();
    }

    @Test
    void findsBeginningsFromThreeLettersOn() {
        Person alice = someone();
        alice.sends(alice, "We are meeting");
        alice.sends(alice, "Meet me");
        alice.sends(alice, "a meal");

        assertThat(find(alice, "mee")).containsExactly("Meet me", "We are meeting");
        assertThat(find(alice, "meeti")).containsExactly("We are meeting");
        assertThat(find(alice, "me")).containsExactly("Meet me");
        assertThat(find(alice, "meetings")).isEmpty();
    }

    @Test
    void wantsEveryWord() {
        Person alice = someone();
        alice.sends(alice, "red boats and green ones");
        alice.sends(alice, "red cars");

        assertThat(find(alice, "green red")).containsExactly("red boats and green ones");
        assertThat(find(alice, "red")).hasSize(2);
        assertThat(find(alice, "red blue")).isEmpty();
    }

    @Test
    void knowsAnyScript() {
        Person alice = someone();
        alice.sends(alice, "Wir treffen uns im Café Größenwahn");
        alice.sends(alice, "Встретимся у Ёлки");
        alice.sends(alice, "東京都庁で会いましょう");
        alice.sends(alice, "สวัสดีชาวโลก");

        assertThat(find(alice, "cafe grossen")).hasSize(1);
        assertThat(find(alice, "ЕЛК")).hasSize(1);
        assertThat(find(alice, "京都")).hasSize(1);
        assertThat(find(alice, "โลก")).hasSize(1);
        assertThat(find(alice, "大阪")).isEmpty();
    }

    @Test
    void findsPartsOfNamesAndAddresses() {
        Person alice = someone();
        alice.sends(alice, "report_final-2.pdf");
        alice.sends(alice, "anna.meyer@example.org");
        alice.sends(alice, "c++ is fast");
        alice.sends(alice, "plain c code");

        assertThat(find(alice, "final")).containsExactly("report_final-2.pdf");
        assertThat(find(alice, "meyer")).containsExactly("anna.meyer@example.org");
        assertThat(find(alice, "c++")).containsExactly("c++ is fast");
        assertThat(find(alice, "c")).containsExactly("plain c code", "c++ is fast");
    }

    @Test
    void takesARunOfLettersAsAPhrase() {
        Person alice = someone();
        String sentence = "今天下午三点在会议室召开关于新产品发布计划的讨论会请大家准时参加并带好自己的笔记本电脑谢谢";
        alice.sends(alice, "京都和东京");
        alice.sends(alice, sentence);

        assertThat(find(alice, "东京都")).isEmpty();
        assertThat(find(alice, "京")).containsExactly("京都和东京");
        assertThat(find(alice, "谢")).containsExactly(sentence);
        assertThat(find(alice, sentence)).containsExactly(sentence);
        assertThat(search(alice, "会议室", "").json().at("/hits/0/snippet/matches")).hasSize(1);
    }

    @Test
    void findsTheLastWordsOfTheLongestMessage() {
        Person alice = someone();
        String letters = IntStream.range(0, 4_090).mapToObj(i -> Character.toString(0x4E00 + i))
                .collect(Collectors.joining());
        alice.sends(alice, letters + "猫猫猫");

        assertThat(find(alice, "猫猫")).hasSize(1);
        assertThat(find(alice, letters.substring(4_000, 4_090))).hasSize(1);
    }

    @Test
    void opensMessagesOneByOneForWhatHasNoEntry() {
        Person alice = someone();
        alice.sends(alice, "qu'il a l'âge");
        alice.sends(alice, "une étude");

        assertThat(find(alice, "l'âge")).containsExactly("qu'il a l'âge");
        assertThat(find(alice, "l'â")).isEmpty();
    }

    @Test
    void showsWhereTheWordsStand() {
        Person alice = someone();
        String filler = "lorem ipsum dolor sit amet ".repeat(20);
        alice.sends(alice, filler + "the harbour of Harburg " + filler);

        JsonNode snippet = search(alice, "harb", "").json().at("/hits/0/snippet");

        String text = snippet.path("text").asString();
        assertThat(text).hasSizeLessThanOrEqualTo(160).contains("the harbour of Harburg");
        assertThat(snippet.path("matches").valueStream()
                .map(match -> text.substring(match.path("from").asInt(), match.path("to").asInt())).toList())
                .containsExactly("harbour", "Harburg");
    }

    @Test
    void keepsToOneChatAndOneAuthor() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "apple from Alice");
        bob.sends(alice, "apple from Bob");
        alice.sends(alice, "apple for myself");

        assertThat(texts(search(alice, "apple", "&chatId=" + bob.id))).containsExactly("apple from Bob",
                "apple from Alice");
        assertThat(texts(search(alice, "apple", "&from=" + bob.id))).containsExactly("apple from Bob");
        assertThat(texts(search(alice, "", "&from=" + bob.id))).containsExactly("apple from Bob");
        assertThat(texts(search(alice, "", "&chatId=" + alice.id))).containsExactly("apple for myself");
        assertThat(search(alice, "apple", "&chatId=" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(find(someone(), "apple")).isEmpty();
    }

    @Test
    void keepsToDates() {
        Person alice = someone();
        clock.advance(Duration.ofSeconds(-2));
        alice.sends(alice, "apple one");
        clock.advance(Duration.ofSeconds(1));
        Instant between = clock.instant();
        clock.advance(Duration.ofSeconds(1));
        alice.sends(alice, "apple two");

        assertThat(texts(search(alice, "apple", "&after=" + between))).containsExactly("apple two");
        assertThat(texts(search(alice, "apple", "&before=" + between))).containsExactly("apple one");
        assertThat(texts(search(alice, "apple", "&after=1900-01-01T00:00:00Z&before=9999-01-01T00:00:00Z"))).hasSize(2);
        assertThat(texts(search(alice, "apple", "&after=9999-01-01T00:00:00Z"))).isEmpty();
    }

    @Test
    @Tag("case-56")
    void findsAtOnceAndForgetsAtOnce() {
        Person alice = someone();
        Person bob = someone();
        for (int i = 0; i < 30; i++) {
            String id = alice.sends(bob, "fleeting words");
            assertThat(find(alice, "fleeting")).hasSize(1);
            assertThat(find(bob, "fleet")).hasSize(i + 1);

            assertThat(alice.delete("/v1/chats/" + bob.id + "/messages/" + id).status()).isEqualTo(200);

            assertThat(find(alice, "fleeting")).isEmpty();
            assertThat(texts(search(alice, "", "&chatId=" + bob.id))).isEmpty();
            assertThat(texts(search(alice, "", "&from=" + alice.id))).isEmpty();
        }
    }

    @Test
    @Tag("case-24")
    void leavesYoursWhenIDeleteMine() {
        Person alice = someone();
        Person bob = someone();
        String id = alice.sends(bob, "still yours");

        alice.delete("/v1/chats/" + bob.id + "/messages/" + id);

        assertThat(find(alice, "yours")).isEmpty();
        assertThat(find(bob, "yours")).containsExactly("still yours");
    }

    @Test
    void leadsThroughAllHitsByPages() {
        Person alice = someone();
        Person bob = someone();
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            sent.add("page " + i);
            alice.sends(i % 2 == 0 ? bob : alice, "page " + i);
        }

        List<String> found = new ArrayList<>();
        Answer answer = search(alice, "page", "&limit=5");
        found.addAll(texts(answer));
        while (answer.json().has("next")) {
            answer = search(alice, "page", "&limit=5&cursor=" + answer.text("/next"));
            found.addAll(texts(answer));
        }

        assertThat(found).isEqualTo(sent.reversed());
    }

    @Test
    void refusesCursorsOfOtherSearches() {
        Person alice = someone();
        alice.sends(alice, "one word");
        alice.sends(alice, "one more word");
        String cursor = search(alice, "word", "&limit=1").text("/next");

        assertThat(search(alice, "more", "&cursor=" + cursor).text("/code")).isEqualTo("cursor-invalid");
        assertThat(search(someone(), "word", "&cursor=" + cursor).text("/code")).isEqualTo("cursor-invalid");
        assertThat(search(alice, "word", "&cursor=x").text("/code")).isEqualTo("cursor-invalid");
    }

    @Test
    void namesTheFieldThatIsWrong() {
        Person alice = someone();

        assertThat(alice.get("/v1/search").text("/errors/0/field")).isEqualTo("q");
        assertThat(search(alice, " ", "").text("/errors/0/field")).isEqualTo("q");
        assertThat(search(alice, "?!", "").text("/errors/0/field")).isEqualTo("q");
        assertThat(search(alice, "x".repeat(257), "").text("/errors/0/field")).isEqualTo("q");
        assertThat(search(alice, "word", "&media=film").text("/errors/0/field")).isEqualTo("media");
        assertThat(search(alice, "word", "&after=yesterday").text("/errors/0/field")).isEqualTo("after");
        assertThat(search(alice, "word", "&chatId=1").text("/errors/0/field")).isEqualTo("chatId");
        assertThat(search(alice, "word", "&limit=0").status()).isEqualTo(400);
        assertThat(search(alice, "w ".repeat(32), "").status()).isEqualTo(200);
        assertThat(search(alice, "w ".repeat(33), "").text("/errors/0/field")).isEqualTo("q");
        assertThat(search(alice, "\u306e".repeat(140), "").text("/errors/0/field")).isEqualTo("q");
        assertThat(search(alice, "\u306e".repeat(100), "").status()).isEqualTo(200);
    }
}
