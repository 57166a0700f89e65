package dev.lethe.message.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
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

    @Test
    @Tag("case-86")
    void listsManyChatsInTheirOrderWhereverTheirMessagesStand() {
        Person alice = someone();
        alice.sends(alice, "so that there is a mailbox");
        many(alice, 400, 2, 1_000_000);
        many(alice, 5, 400, 2_000_000);
        many(alice, 100, 1, 3_000_000);

        List<String> listed = new ArrayList<>();
        Answer page = alice.get("/v1/chats?limit=50");
        listed.addAll(chatIds(page));
        while (page.json().has("next")) {
            page = alice.get("/v1/chats?limit=50&cursor=" + page.text("/next"));
            listed.addAll(chatIds(page));
        }

        assertThat(listed).containsExactlyElementsOf(jdbc.sql("""
                select chat_id::text from message where owner_id = :owner group by chat_id order by max(id) desc
                """).param("owner", alice.id).query(String.class).list());
    }

    @Test
    @Tag("case-86")
    void looksForUnreadMessagesAmongTheLastThousand() {
        Person alice = someone();
        Person bob = someone();
        bob.sends(alice, "unread, but long ago");
        jdbc.sql("""
                insert into message (owner_id, id, chat_id, author_id, kind, body, seq)
                select :owner, (select last_id from mailbox where id = :owner) + n, :chat, :owner, 'text', '\\x00', 1
                  from generate_series(1, 999) n
                """).param("owner", alice.id).param("chat", bob.id).update();
        assertThat(alice.get("/v1/chats").text("/chats/0/unread")).isEqualTo("1");

        jdbc.sql("""
                insert into message (owner_id, id, chat_id, author_id, kind, body, seq)
                select :owner, (select last_id from mailbox where id = :owner) + 1000, :chat, :owner, 'text', '\\x00', 1
                """).param("owner", alice.id).param("chat", bob.id).update();

        assertThat(alice.get("/v1/chats").text("/chats/0/unread")).isEqualTo("0");
    }

    private static List<String> chatIds(Answer page) {
        return page.json().path("chats").valueStream().map(chat -> chat.path("id").asString()).toList();
    }

    private void many(Person owner, int chats, int messages, int from) {
        jdbc.sql("""
                with made as (
                    insert into chat (owner_id, chat_id, kind, seq)
                    select :owner, gen_random_uuid(), 'direct', 1 from generate_series(1, :chats)
                    returning chat_id
                ), numbered as (
                    select chat_id, row_number() over () as c from made
                )
                insert into message (owner_id, id, chat_id, author_id, kind, body, seq)
                select :owner, :from + c * :messages + n, chat_id, :owner, 'text', '\\x00', 1
                  from numbered, generate_series(1, :messages) n
                """).param("owner", owner.id).param("chats", chats).param("messages", messages).param("from", from)
                .update();
    }
}
