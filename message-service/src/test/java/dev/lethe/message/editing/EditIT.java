package dev.lethe.message.editing;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;

import dev.lethe.message.MessageServiceIT;
import dev.lethe.platform.vault.Keyholders;
import dev.lethe.platform.vault.Vault;
import dev.lethe.test.vault.InMemoryKeyholder;

class EditIT extends MessageServiceIT {
    @Autowired
    private Keyholders keyholders;
    @Autowired
    private Vault vault;

    @AfterEach
    void returnToNow() {
        clock.reset();
        keyholders.all().forEach(keyholder -> ((InMemoryKeyholder) keyholder).down(false));
    }

    @Test
    void changesEveryCopyThatStands() {
        Person alice = someone();
        Person bob = someone();
        String id = alice.sends(bob, "tomorow");
        String cursor = bob.get("/v1/updates").text("/cursor");

        Answer edited = edit(alice, bob, id, "tomorrow");

        assertThat(edited.status()).as(edited.json().toString()).isEqualTo(200);
        assertThat(edited.text("/text")).isEqualTo("tomorrow");
        assertThat(edited.json().has("editedAt")).isTrue();
        assertThat(alice.textsWith(bob.id)).containsExactly("tomorrow");
        assertThat(bob.textsWith(alice.id)).containsExactly("tomorrow");
        Answer since = bob.get("/v1/updates?after=" + cursor);
        assertThat(since.json().path("updates")).hasSize(1);
        assertThat(since.text("/updates/0/message/id")).isEqualTo(id);
        assertThat(since.json().at("/updates/0/message")).isEqualTo(bob.get(chat(alice)).json().at("/messages/0"));
    }

    @Test
    void bringsBackNoCopyThatWasDeleted() {
        Person alice = someone();
        Person bob = someone();
        String id = alice.sends(bob, "gone at bob's");
        bob.delete(chat(alice) + "/" + id);

        Answer edited = edit(alice, bob, id, "changed");

        assertThat(edited.status()).isEqualTo(200);
        assertThat(bob.textsWith(alice.id)).isEmpty();
        assertThat(alice.textsWith(bob.id)).containsExactly("changed");
        alice.delete(chat(bob) + "/" + id);
        assertThat(edit(alice, bob, id, "again").text("/code")).isEqualTo("message-not-found");
    }

    @Test
    void changesNothingWhenTheTextIsTheSame() {
        Person alice = someone();
        Person bob = someone();
        String id = alice.sends(bob, "as it is");
        String cursor = bob.get("/v1/updates").text("/cursor");

        Answer same = edit(alice, bob, id, "as it is");

        assertThat(same.status()).isEqualTo(200);
        assertThat(same.json().has("editedAt")).isFalse();
        assertThat(bob.get("/v1/updates?after=" + cursor).json().path("updates")).isEmpty();
    }

    @Test
    void showsTheNewTextInQuotes() {
        Person alice = someone();
        String id = alice.sends(alice, "before");
        alice.post(chat(alice), "{\"clientId\":\"%s\",\"text\":\"reply\",\"replyTo\":\"%s\"}"
                .formatted(UUID.randomUUID(), id));

        edit(alice, alice, id, "after");

        JsonNode reply = alice.get(chat(alice)).json().at("/messages/0");
        assertThat(reply.at("/replyTo/text").asString()).isEqualTo("after");
        assertThat(reply.at("/text").asString()).isEqualTo("reply");
    }

    @Test
    @Tag("case-66")
    void refusesWhatSomebodyElseWroteAndKnowsNothingOfStrangers() {
        Person alice = someone();
        Person bob = someone();
        Person eve = someone();
        String id = alice.sends(bob, "hers");
        eve.sends(eve, "a mailbox");

        Answer his = edit(bob, alice, id, "his now");

        assertThat(his.status()).isEqualTo(403);
        assertThat(his.text("/code")).isEqualTo("not-yours");
        assertThat(edit(eve, bob, id, "x").text("/code")).isEqualTo("chat-not-found");
        assertThat(edit(eve, eve, id, "x").text("/code")).isEqualTo("message-not-found");
        assertThat(edit(alice, bob, "no-id", "x").text("/code")).isEqualTo("message-not-found");
        assertThat(bob.textsWith(alice.id)).containsExactly("hers");
    }

    @Test
    void isTooLateAfterTwoDays() {
        Person alice = someone();
        Person bob = someone();
        clock.advance(Duration.ofHours(-49));
        String old = alice.sends(bob, "old");
        clock.advance(Duration.ofHours(2));
        String young = alice.sends(bob, "young");
        clock.reset();

        assertThat(edit(alice, bob, old, "new").status()).isEqualTo(409);
        assertThat(edit(alice, bob, old, "new").text("/code")).isEqualTo("edit-too-late");
        assertThat(edit(alice, bob, young, "new").status()).isEqualTo(200);
    }

    @Test
    void refusesBadTexts() {
        Person alice = someone();
        String id = alice.sends(alice, "good");
        String path = chat(alice) + "/" + id;

        for (String bad : List.of("{\"text\":\"\"}", "{\"text\":\"" + "x".repeat(4_097) + "\"}",
                "{\"text\":\"half \\ud83d\"}", "{\"text\":\"nul\\u0000\"}", "{}", "{\"text\":\"a\",\"caption\":\"b\"}",
                "{\"caption\":\"of no file\"}", "{\"text\":\"x\",\"file\":{}}", "{")) {
            assertThat(alice.patch(path, bad).status()).as(bad).isEqualTo(400);
        }
        assertThat(alice.textsWith(alice.id)).containsExactly("good");
    }

    @Test
    void refusesImportedMessages() {
        Person alice = someone();
        alice.post("/v1/imports", """
                {"name":"Old friend","type":"personal_chat","id":4711,"messages":[
                 {"id":1,"type":"message","date":"2020-01-01T10:00:00","date_unixtime":"1577872800",
                  "from":"Old friend","from_id":"user9","text":"from long ago"}]}
                """);
        String imported = alice.get("/v1/chats").text("/chats/0/id");
        String path = "/v1/chats/" + imported + "/messages";

        Answer refused = alice.patch(path + "/" + alice.get(path).text("/messages/0/id"), "{\"text\":\"new\"}");

        assertThat(refused.text("/code")).isEqualTo("chat-read-only");
    }

    @Test
    void changesTheOwnCopyWhenThePartnerIsGone() {
        Person alice = someone();
        Person bob = someone();
        String id = alice.sends(bob, "before");
        erase(bob, false);
        eventually(() -> assertThat(rowsOf(bob)).isZero());

        assertThat(edit(alice, bob, id, "after").status()).isEqualTo(200);
        assertThat(alice.textsWith(bob.id)).containsExactly("after");
        assertThat(rowsOf(bob)).isZero();
    }

    @Test
    @Tag("case-49")
    void writesNothingWhileKeysAreAway() {
        Person alice = someone();
        Person bob = someone();
        String id = alice.sends(bob, "before");
        keyholders.all().stream().limit(2).forEach(keyholder -> ((InMemoryKeyholder) keyholder).down(true));
        vault.forgetAll();

        Answer away = edit(alice, bob, id, "after");

        assertThat(away.status()).isEqualTo(503);
        assertThat(away.retryAfter()).isNotNull();
        returnToNow();
        assertThat(bob.textsWith(alice.id)).containsExactly("before");
    }

    private static String chat(Person with) {
        return "/v1/chats/" + with.id + "/messages";
    }

    private static Answer edit(Person author, Person partner, String id, String text) {
        return author.patch(chat(partner) + "/" + id, JSON.createObjectNode().put("text", text).toString());
    }
}
