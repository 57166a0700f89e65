package dev.lethe.message.group;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupMessageActsIT extends GroupServiceIT {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("case-82")
    void bringsNothingToWhoIsNoLongerInIt(boolean left) {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        UUID group = group(alice, "Walkers", bob, carol);
        String id = alice.send(group, UUID.randomUUID(), "somewhere").text("/id");
        remove(left ? carol : alice, group, carol);
        String cursor = carol.get("/v1/updates").text("/cursor");

        Answer edited = alice.patch(chat(group) + "/" + id, "{\"text\":\"harbour seven\"}");
        alice.put("/v1/groups/" + group + "/title", "{\"title\":\"Hikers\"}");
        role(alice, group, bob, "admin");
        read(bob, group, alice.send(group, UUID.randomUUID(), "without her").text("/id"));
        erase(bob, false);
        eventually(() -> assertThat(rowsOf(bob)).isZero());

        assertThat(edited.status()).as(edited.json().toString()).isEqualTo(200);
        assertThat(alice.textsWith(group)).contains("harbour seven").doesNotContain("somewhere");
        assertThat(carol.textsWith(group)).contains("somewhere").doesNotContain("harbour seven");
        assertThat(carol.get("/v1/search?q=harbour").json().path("hits")).isEmpty();
        assertThat(carol.get("/v1/updates?after=" + cursor).json().path("updates")).isEmpty();
        assertThat(carol.get("/v1/chats").text("/chats/0/title")).isEqualTo("Walkers");
        assertThat(alice.delete(chat(group) + "/" + id + "?forEveryone=true").text("/deletedForOthers"))
                .isEqualTo("1");
        assertThat(carol.textsWith(group)).doesNotContain("somewhere");
    }

    @Test
    @Tag("case-82")
    void bringsNoEditOfTheTimeBeforeToWhoCameBack() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Walkers", bob);
        String id = alice.send(group, UUID.randomUUID(), "somewhere").text("/id");
        remove(alice, group, bob);
        add(alice, group, bob);

        alice.patch(chat(group) + "/" + id, "{\"text\":\"harbour seven\"}");

        assertThat(bob.textsWith(group)).contains("somewhere").doesNotContain("harbour seven");
    }

    @Test
    @Tag("case-82")
    void showsNobodyTheMarksOfWhoIsNoLongerInIt() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Walkers", bob);
        String id = alice.send(group, UUID.randomUUID(), "read this").text("/id");
        remove(alice, group, bob);
        String cursor = alice.get("/v1/updates").text("/cursor");

        assertThat(read(bob, group, id).text("/readUpTo")).isEqualTo(id);

        assertThat(alice.get("/v1/chats").text("/chats/0/partnerReadUpTo")).isEqualTo("0");
        assertThat(alice.get("/v1/updates?after=" + cursor).json().path("updates")).isEmpty();
    }

    @Test
    @Tag("case-82")
    void editsReachWhoIsRemovedMeanwhileOnlyBeforeIt() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Walkers", bob);
        String id = alice.send(group, UUID.randomUUID(), "0").text("/id");
        for (int round = 1; round <= 20; round++) {
            String text = Integer.toString(round);
            add(alice, group, bob);
            id = alice.send(group, UUID.randomUUID(), "0").text("/id");
            String path = chat(group) + "/" + id;

            all(List.of(() -> alice.patch(path, "{\"text\":\"" + text + "\"}"), () -> remove(alice, group, bob)));

            List<String> told = bob.get("/v1/chats/" + group + "/messages?limit=2").json().path("messages")
                    .valueStream().map(message -> message.path("kind").asString()).toList();
            assertThat(told).containsExactly("event", "text");
            assertThat(lastChange(bob, group, "event")).isGreaterThan(lastChange(bob, group, "text"));
        }
    }

    private long lastChange(Person owner, UUID group, String kind) {
        return jdbc.sql("select max(seq) from message where owner_id = ? and chat_id = ? and kind = ?")
                .param(owner.id).param(group).param(kind).query(Long.class).single();
    }

    private static Answer read(Person reader, UUID group, String upTo) {
        return reader.put("/v1/chats/" + group + "/read", "{\"upTo\":\"" + upTo + "\"}");
    }

    @Test
    void letsWhoLeftDeleteButNotEdit() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Walkers", bob);
        String id = bob.send(group, UUID.randomUUID(), "bye").text("/id");
        bob.delete("/v1/groups/" + group + "/members/" + bob.id);

        assertThat(bob.patch(chat(group) + "/" + id, "{\"text\":\"hello\"}").text("/code")).isEqualTo("not-a-member");
        assertThat(bob.delete(chat(group) + "/" + id + "?forEveryone=true").text("/deletedForOthers")).isEqualTo("1");
        assertThat(alice.textsWith(group)).doesNotContain("bye");
    }

    @Test
    void takesAMessageBackFromAllMembers() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        UUID group = group(alice, "Walkers", bob, carol);
        String id = alice.send(group, UUID.randomUUID(), "take back").text("/id");
        Answer reply = bob.post(chat(group), "{\"clientId\":\"%s\",\"text\":\"reply\",\"replyTo\":\"%s\"}"
                .formatted(UUID.randomUUID(), id));

        Answer deleted = alice.delete(chat(group) + "/" + id + "?forEveryone=true");

        assertThat(deleted.text("/deleted")).isEqualTo("1");
        assertThat(deleted.text("/deletedForOthers")).isEqualTo("2");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(carol.get(chat(group)).json().at("/messages/0/replyTo")).hasSize(1);
    }

    @Test
    void quotesNothingToWhoJoinedLater() {
        Person alice = someone();
        Person bob = someone();
        Person late = someone();
        UUID group = group(alice, "Walkers", bob);
        String id = alice.send(group, UUID.randomUUID(), "before you came").text("/id");
        alice.post("/v1/groups/" + group + "/members", "{\"accountIds\":[\"" + late.id + "\"]}");

        alice.post(chat(group), "{\"clientId\":\"%s\",\"text\":\"as I said\",\"replyTo\":\"%s\"}"
                .formatted(UUID.randomUUID(), id));

        Answer page = late.get(chat(group));
        assertThat(page.text("/messages/0/text")).isEqualTo("as I said");
        assertThat(page.text("/messages/0/replyTo/id")).isEqualTo(id);
        assertThat(page.json().at("/messages/0/replyTo")).hasSize(1);
        Answer his = late.post(chat(group), "{\"clientId\":\"%s\",\"text\":\"what?\",\"replyTo\":\"%s\"}"
                .formatted(UUID.randomUUID(), id));
        assertThat(his.text("/errors/0/field")).isEqualTo("replyTo");
    }

    @Test
    void deletesTheChatOnlyOfWhoHasLeft() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Walkers", bob);
        bob.send(group, UUID.randomUUID(), "bob's words");

        assertThat(bob.delete("/v1/chats/" + group).text("/code")).isEqualTo("still-member");
        assertThat(bob.delete(chat(group)).status()).isEqualTo(200);
        assertThat(bob.textsWith(group)).isEmpty();
        bob.send(group, UUID.randomUUID(), "more words");
        bob.delete("/v1/groups/" + group + "/members/" + bob.id);
        Answer deleted = bob.delete("/v1/chats/" + group + "?forEveryone=true");

        assertThat(deleted.status()).as(deleted.json().toString()).isEqualTo(200);
        assertThat(deleted.text("/deletedForOthers")).isEqualTo("2");
        assertThat(bob.get("/v1/chats").json().path("chats")).isEmpty();
        assertThat(alice.textsWith(group)).doesNotContain("bob's words", "more words");
        assertThat(jdbc.sql("select count(*) from membership where account_id = :id").param("id", bob.id)
                .query(Long.class).single()).isZero();
        alice.post("/v1/groups/" + group + "/members", "{\"accountIds\":[\"" + bob.id + "\"]}");
        assertThat(bob.get("/v1/chats").text("/chats/0/id")).isEqualTo(group.toString());
    }

    private static String chat(UUID group) {
        return "/v1/chats/" + group + "/messages";
    }
}
