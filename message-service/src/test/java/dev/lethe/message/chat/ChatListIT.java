package dev.lethe.message.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import dev.lethe.message.MessageServiceIT;

class ChatListIT extends MessageServiceIT {
    @Test
    void listsChatsByLastActivityPageByPage() {
        Person alice = someone();
        List<Person> friends = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            friends.add(someone());
            friends.get(i).sends(alice, "hello from " + i);
        }
        alice.sends(friends.get(1), "you first");

        Answer first = alice.get("/v1/chats?limit=3");
        Answer second = alice.get("/v1/chats?limit=3&cursor=" + first.text("/next"));

        assertThat(ids(first)).containsExactly(id(friends, 1), id(friends, 4), id(friends, 3));
        assertThat(ids(second)).containsExactly(id(friends, 2), id(friends, 0));
        assertThat(second.json().has("next")).isFalse();
        assertThat(first.text("/chats/0/lastMessage/text")).isEqualTo("you first");
    }

    @Test
    void countsWhatOthersWroteSinceTheMark() {
        Person alice = someone();
        Person bob = someone();
        for (int i = 0; i < 105; i++) {
            bob.sends(alice, "message " + i);
        }
        assertThat(alice.get("/v1/chats").text("/chats/0/unread")).isEqualTo("100");

        String last = bob.sends(alice, "the last read");
        alice.put("/v1/chats/" + bob.id + "/read", "{\"upTo\":\"" + last + "\"}");
        bob.sends(alice, "unread");
        alice.sends(bob, "my own does not count");

        assertThat(alice.get("/v1/chats").text("/chats/0/unread")).isEqualTo("1");
    }

    @Test
    void showsThePartnerHowFarOneHasRead() {
        Person alice = someone();
        Person bob = someone();
        String one = alice.sends(bob, "one");
        String two = alice.sends(bob, "two");

        Answer marked = bob.put("/v1/chats/" + alice.id + "/read", "{\"upTo\":\"" + two + "\"}");
        Answer back = bob.put("/v1/chats/" + alice.id + "/read", "{\"upTo\":\"" + one + "\"}");

        assertThat(marked.text("/readUpTo")).isEqualTo(two);
        assertThat(back.text("/readUpTo")).isEqualTo(two);
        assertThat(alice.get("/v1/chats").text("/chats/0/partnerReadUpTo")).isEqualTo(two);
    }

    @Test
    void readsMessagesByTheirChatAlsoWhenThePlanIsKept() {
        assertThat(keptPlan(Chats.CHANGED)).contains("Subplans Removed: 63", "_owner_id_chat_id_id_idx")
                .doesNotContain("Seq Scan");
    }

    static List<String> statements() {
        return List.of(Chats.PAGE, Chats.CHANGED, Chats.MARK, Chats.AUTHORS_UP_TO);
    }

    @ParameterizedTest
    @MethodSource("statements")
    void readsMessagesByTheirChatInOnePartition(String statement) {
        assertThat(staysInOnePartition(statement))
                .allSatisfy(plan -> assertThat(plan).contains("_owner_id_chat_id_id_idx")
                        .doesNotContain("_pkey on message"));
    }

    @Test
    void marksNoFurtherThanThereAreMessages() {
        Person alice = someone();
        Person bob = someone();
        String one = alice.sends(bob, "one");

        Answer marked = bob.put("/v1/chats/" + alice.id + "/read", "{\"upTo\":\"8999999999999999999\"}");

        assertThat(marked.text("/readUpTo")).isEqualTo(one);
    }

    private static List<String> ids(Answer page) {
        return page.json().path("chats").valueStream().map(ChatListIT::id).toList();
    }

    private static String id(JsonNode chat) {
        return chat.path("id").asString();
    }

    private static String id(List<Person> people, int index) {
        return people.get(index).id.toString();
    }
}
