package dev.lethe.message.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.message.MessageServiceIT;

class ChatMarksIT extends MessageServiceIT {
    @Test
    void showsTheOwnerWhatIsMutedAndArchived() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "hello");
        String cursor = alice.get("/v1/updates").text("/cursor");

        Answer marked = mark(alice, bob.id, "{\"mutedUntil\":\"2027-01-02T03:04:05Z\",\"archived\":true}");

        assertThat(marked.status()).isEqualTo(204);
        assertThat(alice.get("/v1/chats").text("/chats/0/mutedUntil")).isEqualTo("2027-01-02T03:04:05Z");
        assertThat(alice.get("/v1/chats").json().at("/chats/0/archived").asBoolean()).isTrue();
        Answer since = alice.get("/v1/updates?after=" + cursor);
        assertThat(since.json().path("updates")).hasSize(1);
        assertThat(since.json().at("/updates/0/chat/archived").asBoolean()).isTrue();
        assertThat(bob.get("/v1/chats").json().at("/chats/0").has("mutedUntil")).isFalse();
    }

    @Test
    void takesAwayWhatIsLeftOut() {
        Person alice = someone();
        alice.sends(alice, "note");
        mark(alice, alice.id, "{\"mutedUntil\":\"9999-12-31T23:59:59Z\",\"archived\":true}");

        mark(alice, alice.id, "{\"archived\":true}");
        assertThat(alice.get("/v1/chats").json().at("/chats/0").has("mutedUntil")).isFalse();
        assertThat(alice.get("/v1/chats").json().at("/chats/0/archived").asBoolean()).isTrue();

        mark(alice, alice.id, "{\"archived\":false}");
        assertThat(alice.get("/v1/chats").json().at("/chats/0").has("archived")).isFalse();
        assertThat(jdbc.sql("select marks is null from chat where owner_id = :owner").param("owner", alice.id)
                .query(Boolean.class).single()).isTrue();
    }

    @Test
    void storesNoMarkInClear() {
        Person alice = someone();
        alice.sends(alice, "note");

        mark(alice, alice.id, "{\"mutedUntil\":\"2031-01-02T03:04:05Z\",\"archived\":true}");

        byte[] sealed = jdbc.sql("select marks from chat where owner_id = :owner").param("owner", alice.id)
                .query((row, _) -> row.getBytes(1)).single();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("2031", "archived");
    }

    @Test
    @Tag("case-66")
    void refusesBadMarksAndChatsOfOthers() {
        Person alice = someone();
        Person eve = someone();
        alice.sends(alice, "note");

        assertThat(mark(alice, alice.id, "{\"mutedUntil\":\"+10000-01-01T00:00:00Z\"}").text("/errors/0/field"))
                .isEqualTo("mutedUntil");
        assertThat(mark(alice, alice.id, "{\"mutedUntil\":\"soon\"}").status()).isEqualTo(400);
        assertThat(mark(alice, alice.id, "{\"pinned\":true}").status()).isEqualTo(400);
        assertThat(mark(eve, alice.id, "{\"archived\":true}").text("/code")).isEqualTo("chat-not-found");
        assertThat(mark(eve, UUID.randomUUID(), "{\"archived\":true}").status()).isEqualTo(404);
        assertThat(alice.get("/v1/chats").json().at("/chats/0").has("archived")).isFalse();
    }

    @Test
    void changesOneMarkAndLeavesTheOther() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "hello");
        String path = "/v1/chats/" + bob.id + "/marks";

        alice.patch(path, "{\"mutedUntil\":\"2100-01-01T00:00:00Z\"}");
        assertThat(alice.patch(path, "{\"archived\":true}").status()).isEqualTo(204);
        assertThat(alice.get("/v1/chats").text("/chats/0/mutedUntil")).isEqualTo("2100-01-01T00:00:00Z");
        assertThat(alice.get("/v1/chats").json().at("/chats/0/archived").asBoolean()).isTrue();

        alice.patch(path, "{\"mutedUntil\":\"2020-01-01T00:00:00Z\"}");
        assertThat(alice.get("/v1/chats").json().at("/chats/0").has("mutedUntil")).isFalse();
        assertThat(alice.get("/v1/chats").json().at("/chats/0/archived").asBoolean()).isTrue();
        alice.patch(path, "{\"archived\":false}");
        assertThat(alice.get("/v1/chats").json().at("/chats/0").has("archived")).isFalse();
        assertThat(alice.patch("/v1/chats/" + UUID.randomUUID() + "/marks", "{\"archived\":true}").text("/code"))
                .isEqualTo("chat-not-found");
    }

    private static Answer mark(Person person, UUID chat, String marks) {
        return person.put("/v1/chats/" + chat + "/marks", marks);
    }
}
