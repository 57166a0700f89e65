package dev.lethe.message.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

class GroupMessageActsIT extends GroupServiceIT {
    @Test
    void changesTheCopiesOfPastMembersToo() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        UUID group = group(alice, "Walkers", bob, carol);
        String id = alice.send(group, UUID.randomUUID(), "tomorow").text("/id");
        carol.delete("/v1/groups/" + group + "/members/" + carol.id);

        Answer edited = alice.patch(chat(group) + "/" + id, "{\"text\":\"tomorrow\"}");

        assertThat(edited.status()).as(edited.json().toString()).isEqualTo(200);
        for (Person holder : List.of(alice, bob, carol)) {
            assertThat(holder.textsWith(group)).contains("tomorrow").doesNotContain("tomorow");
        }
        assertThat(bob.patch(chat(group) + "/" + id, "{\"text\":\"mine\"}").text("/code")).isEqualTo("not-yours");
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
