package dev.lethe.message.group;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.lethe.events.DeletionEvent.GroupDissolved;
import dev.lethe.platform.vault.Keyholders;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Vault;
import dev.lethe.test.vault.InMemoryKeyholder;

class GroupDissolutionIT extends GroupServiceIT {
    @Autowired
    private Keyholders keyholders;
    @Autowired
    private Vault vault;

    @Test
    void endsForEverybodyWhoKeepsTheirCopies() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Over", bob);
        bob.send(group, UUID.randomUUID(), "it was fun");
        String cursor = bob.get("/v1/updates").text("/cursor");

        assertThat(dissolve(alice, group).status()).isEqualTo(204);

        for (Person member : List.of(alice, bob)) {
            assertThat(texts(member, group)).containsExactly("", "it was fun", "");
            Answer page = member.get("/v1/chats/" + group + "/messages");
            assertThat(page.text("/messages/0/event/kind")).isEqualTo("group-dissolved");
            assertThat(page.text("/messages/0/author/id")).isEqualTo(alice.id.toString());
            Answer chats = member.get("/v1/chats");
            assertThat(chats.text("/chats/0/title")).isEqualTo("Over");
            assertThat(chats.json().at("/chats/0").has("role")).isFalse();
        }
        assertThat(bob.get("/v1/updates?after=" + cursor).json().path("updates").findValuesAsString("type"))
                .contains("message", "chat");
        assertThat(rows("group_chat where id", group)).isZero();
    }

    @Test
    void takesNothingAndNobodyAnyMore() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Over", bob);
        String said = bob.send(group, UUID.randomUUID(), "before").text("/id");
        dissolve(alice, group);

        for (Person former : List.of(alice, bob)) {
            assertThat(List.of(former.send(group, UUID.randomUUID(), "is anybody here?"),
                    former.get("/v1/groups/" + group), add(former, group, someone()), role(former, group, bob, "admin"),
                    former.put("/v1/groups/" + group + "/title", "{\"title\":\"Again\"}"),
                    remove(former, group, former)))
                    .allSatisfy(answer -> assertThat(answer.text("/code")).isEqualTo("not-a-member"));
        }
        assertThat(bob.patch("/v1/chats/" + group + "/messages/" + said, "{\"text\":\"after\"}").text("/code"))
                .isEqualTo("not-a-member");
        assertThat(texts(bob, group)).containsExactly("", "before", "");
    }

    @Test
    @Tag("case-66")
    void isEndedByItsOwnerAlone() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        UUID group = group(alice, "Mine", bob, carol);
        role(alice, group, bob, "admin");
        remove(alice, group, carol);

        assertThat(dissolve(bob, group).text("/code")).isEqualTo("role-too-low");
        assertThat(dissolve(carol, group).text("/code")).isEqualTo("not-a-member");
        assertThat(dissolve(someone(), group).text("/code")).isEqualTo("chat-not-found");
        assertThat(bob.send(group, UUID.randomUUID(), "still here").status()).isEqualTo(201);
        dissolve(alice, group);
        assertThat(dissolve(bob, group).text("/code")).isEqualTo("not-a-member");
        assertThat(dissolve(carol, group).text("/code")).isEqualTo("not-a-member");
    }

    @Test
    void endsOnceHoweverOftenItIsTried() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Once", bob);

        List<Answer> answers = parallel(6, () -> dissolve(alice, group));

        assertThat(answers).allMatch(answer -> answer.status() == 204);
        assertThat(dissolve(alice, group).status()).isEqualTo(204);
        assertThat(texts(bob, group)).hasSize(2);
    }

    @Test
    void doesNothingWhileTheKeysOfSomebodyCannotBeHad() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Stuck", bob);
        keyholders.all().forEach(keyholder -> ((InMemoryKeyholder) keyholder).down(true));
        vault.forgetAll();
        Answer refused;
        try {
            refused = dissolve(alice, group);
        } finally {
            keyholders.all().forEach(keyholder -> ((InMemoryKeyholder) keyholder).down(false));
        }

        assertThat(refused.status()).isEqualTo(503);
        assertThat(bob.get("/v1/groups/" + group).text("/role")).isEqualTo("member");
        eventually(() -> assertThat(dissolve(alice, group).status()).isEqualTo(204));
        assertThat(texts(bob, group)).hasSize(2);
    }

    @Test
    void leavesNothingBehindOnceAllHaveDeletedIt() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Forgotten", bob);
        alice.send(group, UUID.randomUUID(), "words");
        dissolve(alice, group);

        assertThat(alice.delete("/v1/chats/" + group).status()).isEqualTo(200);
        assertThat(texts(bob, group)).hasSize(3);
        assertThat(bob.delete("/v1/chats/" + group).status()).isEqualTo(200);

        for (String table : List.of("group_chat where id", "membership where chat_id", "chat where chat_id",
                "message where chat_id")) {
            assertThat(rows(table, group)).as(table).isZero();
        }
        assertThat(dissolve(alice, group).text("/code")).isEqualTo("chat-not-found");
    }

    @Test
    void letsAuthorsTakeBackWhatTheyWroteInIt() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Regretted", bob);
        String said = bob.send(group, UUID.randomUUID(), "mine").text("/id");
        dissolve(alice, group);

        assertThat(bob.delete("/v1/chats/" + group + "/messages/" + said + "?forEveryone=true").status())
                .isEqualTo(200);

        assertThat(texts(alice, group)).containsExactly("", "");
    }

    @Test
    void isExported() {
        Person alice = someone();
        UUID group = group(alice, "Told");
        dissolve(alice, group);

        assertThat(alice.get("/v1/exports?chatId=" + group).json().at("/messages/1/action").asString())
                .isEqualTo("lethe_group_dissolved");
    }

    @Test
    void isNotMadeAgainWhileSomebodyHasItsChat() {
        Person alice = someone();
        Person bob = someone();
        String creation = creation(UUID.randomUUID(), "Walkers", bob);
        UUID group = UUID.fromString(alice.post("/v1/groups", creation).text("/id"));
        dissolve(alice, group);
        assertThat(alice.post("/v1/groups", creation).text("/code")).isEqualTo("not-a-member");
        assertThat(bob.send(group, UUID.randomUUID(), "over?").text("/code")).isEqualTo("not-a-member");
        alice.delete("/v1/chats/" + group);

        Answer again = alice.post("/v1/groups", creation);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("/code")).isEqualTo("client-id-used");
        assertThat(rows("group_chat where id", group)).isZero();
        assertThat(rows("chat where chat_id", group)).as("bob's").isOne();
        bob.delete("/v1/chats/" + group);
        assertThat(alice.post("/v1/groups", creation).text("/id")).isEqualTo(group.toString());
        assertThat(bob.send(group, UUID.randomUUID(), "new").status()).isEqualTo(201);
    }

    @Test
    @Tag("case-66")
    void isNotMadeAgainByAFormerOwner() {
        Person alice = someone();
        Person bob = someone();
        String creation = creation(UUID.randomUUID(), "Handed over", bob);
        UUID group = UUID.fromString(alice.post("/v1/groups", creation).text("/id"));
        role(alice, group, bob, "owner");
        remove(alice, group, alice);
        alice.delete("/v1/chats/" + group);

        assertThat(alice.post("/v1/groups", creation).text("/code")).isEqualTo("client-id-used");
        dissolve(bob, group);
        assertThat(alice.post("/v1/groups", creation).text("/code")).isEqualTo("client-id-used");

        assertThat(rows("group_chat where id", group)).isZero();
        assertThat(dissolve(bob, group).status()).isEqualTo(204);
    }

    @Test
    @Tag("case-26")
    void endsAgainAfterARestore() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Back", bob);
        Person carol = someone();
        add(alice, group, carol);
        String last = bob.send(group, UUID.randomUUID(), "later than the backup").text("/id");
        jdbc.sql("delete from message where owner_id = :id").param("id", carol.id).update();
        jdbc.sql("delete from chat where owner_id = :id").param("id", carol.id).update();

        events.publish("message-service", new GroupDissolved(group, Long.parseLong(last)));

        eventually(() -> assertThat(rows("group_chat where id", group)).isZero());
        assertThat(rows("membership where to_id is null and chat_id", group)).isZero();
        assertThat(rows("membership where chat_id", group)).as("hers went with her chat").isEqualTo(2);
        assertThat(bob.send(group, UUID.randomUUID(), "again").text("/code")).isEqualTo("not-a-member");
        assertThat(texts(bob, group)).contains("later than the backup");
    }

    @Test
    @Tag("case-26")
    void leavesAloneAGroupThatWasMadeAgainSince() {
        Person alice = someone();
        UUID clientId = UUID.randomUUID();
        UUID group = UUID.fromString(alice.post("/v1/groups", creation(clientId, "First")).text("/id"));
        dissolve(alice, group);
        String end = alice.get("/v1/chats/" + group + "/messages").text("/messages/0/id");
        alice.delete("/v1/chats/" + group);
        alice.post("/v1/groups", creation(clientId, "Second"));

        events.publish("message-service", new GroupDissolved(group, Long.parseLong(end)));
        events.publish("message-service", new GroupDissolved(group, Long.MAX_VALUE));

        eventually(() -> assertThat(rows("group_chat where id", group)).isZero());
        assertThat(rows("membership where to_id = 9223372036854775807 and chat_id", group))
                .as("ended by the second").isOne();
    }

    @Test
    void showsAsUnreadableWhatANewerReleaseWrote() {
        Person alice = someone();
        UUID group = group(alice, "Mixed");
        String id = alice.send(group, UUID.randomUUID(), "words").text("/id");
        byte[] newer = vault.key(alice.id).seal(Place.of("message", "body", alice.id, Long.parseLong(id)),
                "{\"event\":{\"kind\":\"from-the-future\"}}");
        jdbc.sql("update message set body = :body where owner_id = :owner and id = :id").param("body", newer)
                .param("owner", alice.id).param("id", Long.parseLong(id)).update();
        String cursor = alice.get("/v1/updates").text("/cursor");
        String later = alice.send(group, UUID.randomUUID(), "later").text("/id");

        assertThat(alice.get("/v1/chats/" + group + "/messages").text("/messages/1/kind")).isEqualTo("unreadable");
        assertThat(alice.get("/v1/chats/" + group + "/messages").text("/messages/0/id")).isEqualTo(later);
        assertThat(alice.get("/v1/chats").status()).isEqualTo(200);
        assertThat(alice.get("/v1/updates?after=" + cursor).json().path("updates")).isNotEmpty();
        assertThat(alice.get("/v1/exports?chatId=" + group).status()).isEqualTo(200);
        assertThat(alice.patch("/v1/chats/" + group + "/messages/" + id, "{\"text\":\"x\"}").text("/code"))
                .isEqualTo("not-editable");
    }

    private static Answer dissolve(Person actor, UUID group) {
        return actor.delete("/v1/groups/" + group);
    }

    private long rows(String table, UUID group) {
        return jdbc.sql("select count(*) from " + table + " = :id").param("id", group).query(Long.class).single();
    }
}
